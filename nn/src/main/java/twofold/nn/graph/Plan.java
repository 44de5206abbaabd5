package twofold.nn.graph;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;

/**
 * A {@link Model} in which nodes and layers have numbers: what can be written down, and built again
 * from what is read.
 *
 * <pre>
 *   layers     each once, whether it is used at one node or at several
 *   nodes      0, 1, …, each made of nodes with smaller numbers only: a cycle cannot be written
 *   inputs, outputs     numbers of nodes
 * </pre>
 *
 * @param layers in the order in which they are first used
 * @param nodes in the order in which they are computed
 */
public record Plan(
    List<Layer> layers, List<Step> nodes, List<Integer> inputs, List<Integer> outputs) {

  public Plan {
    layers = List.copyOf(layers);
    nodes = List.copyOf(nodes);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** What happens at a node, under the node's name. */
  public sealed interface Step {}

  /**
   * It is fed.
   *
   * @param dims extents of one example, {@link Node#ANY} among them
   */
  public record Input(String name, List<Integer> dims) implements Step {

    /** What fits, for people: {@code (batch, 3, any)}. */
    public String pattern() {
      return Node.pattern(new Node.Fed(dims));
    }
  }

  /** Node {@code of} goes through a layer. */
  public record Through(String name, int of, int layer) implements Step {}

  /** Some nodes are merged. */
  public record Merged(String name, List<Integer> of, Merge merge) implements Step {}

  /** The plan of a model. */
  public static Plan of(Model model) {
    Map<Object, Integer> numbers = new IdentityHashMap<>(); // of layers, and of nodes
    model.layers().forEach(layer -> numbers.put(layer, numbers.size()));
    List<Step> steps = new ArrayList<>();
    for (Node node : model.nodes()) {
      steps.add(step(node, numbers));
      numbers.put(node, steps.size() - 1);
    }
    return new Plan(
        model.layers(),
        steps,
        model.inputs().stream().map(numbers::get).toList(),
        model.outputs().stream().map(numbers::get).toList());
  }

  private static Step step(Node node, Map<Object, Integer> numbers) {
    List<Integer> of = node.from().stream().map(numbers::get).toList();
    if (node.function() instanceof Node.Through through) {
      return new Through(node.name(), of.get(0), numbers.get(through.layer()));
    }
    return node.function() instanceof Node.Merged merged
        ? new Merged(node.name(), of, merged.merge())
        : new Input(node.name(), ((Node.Fed) node.function()).dims());
  }

  /**
   * The model of a plan.
   *
   * @throws IllegalArgumentException if a number is that of nothing, or if something is planned
   *     that no output needs
   */
  public Model model() {
    List<Node> made = new ArrayList<>();
    for (Step step : nodes) {
      made.add(node(step, made));
    }
    Model model = Model.of(all(inputs, made), all(outputs, made));
    if (!of(model).equals(this)) {
      throw new IllegalArgumentException(
          "a plan needs nodes and layers that an output is made of, in the order in which they are"
              + " used, and no others");
    }
    return model;
  }

  private Node node(Step step, List<Node> made) {
    if (step instanceof Through through) {
      int layer = through.layer;
      if (layer < 0 || layer >= layers.size()) {
        throw new IllegalArgumentException(
            "expected the number of one of " + layers.size() + " layers, got " + layer);
      }
      return get(through.of, made).through(through.name, layers.get(layer));
    }
    if (step instanceof Merged merged) {
      return Node.merge(merged.name, merged.merge, all(merged.of, made).toArray(Node[]::new));
    }
    Input input = (Input) step;
    return Node.input(input.name, input.dims.stream().mapToInt(dim -> dim).toArray());
  }

  private static List<Node> all(List<Integer> numbers, List<Node> made) {
    return numbers.stream().map(number -> get(number, made)).toList();
  }

  private static Node get(int number, List<Node> made) {
    if (number < 0 || number >= made.size()) {
      throw new IllegalArgumentException(
          "expected the number of one of the " + made.size() + " nodes before, got " + number);
    }
    return made.get(number);
  }
}
