package twofold.nn.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import twofold.nn.layer.Assembly;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A network drawn as a graph of {@link Node}s: any number of inputs and outputs, ways that part and
 * meet, layers that are used at several places.
 *
 * <pre>
 *   each node, inputs first:    v = f(u)               through a layer f
 *                               v = merge(u₁, u₂, …)
 *   (y₁, …, yₘ) = the outputs' v
 *
 *   A layer used at nodes u₁ and u₂ has one θ, and by the chain rule   ∂L/∂θ = ∂L/∂θ at u₁ + ∂L/∂θ at u₂.
 * </pre>
 *
 * Nodes are computed in the order in which they were made, so those that draw random numbers always
 * do it in the same order. The layers, and with them the parameters, come in that order too, each
 * once: in a file they are called {@code 0.weights}, {@code 1.bias}, … whatever the nodes are
 * called.
 */
public final class Model implements Assembly {
  private final List<Node> inputs;
  private final List<Node> outputs;
  private final List<Node> nodes;
  private final List<Layer> layers;

  private Model(List<Node> inputs, List<Node> outputs) {
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("a model needs at least one output, got none");
    }
    this.nodes = reachable(outputs);
    requireFed();
    Set<Layer> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    this.layers =
        nodes.stream()
            .filter(node -> node.function() instanceof Node.Through)
            .map(node -> ((Node.Through) node.function()).layer())
            .filter(distinct::add)
            .toList();
  }

  /**
   * The function from some inputs to some nodes.
   *
   * @param inputs made by {@link Node#input}: all that the outputs need, and no others
   * @param outputs any nodes
   */
  public static Model of(List<Node> inputs, List<Node> outputs) {
    return new Model(inputs, outputs);
  }

  /** The function from one input to one node: a layer, to be used wherever layers are. */
  public static Layer of(Node input, Node output) {
    return new OneToOne(new Model(List.of(input), List.of(output)));
  }

  /** Everything the outputs are made of, inputs before what is made of them. */
  private static List<Node> reachable(List<Node> outputs) {
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Node> open = new ArrayDeque<>(); // not recursion: graphs may be deep
    for (Node output : outputs) {
      if (found.add(output)) {
        open.push(output);
      }
    }
    while (!open.isEmpty()) {
      for (Node node : open.pop().from()) {
        if (found.add(node)) {
          open.push(node);
        }
      }
    }
    return found.stream().sorted(Comparator.comparingLong(Node::id)).toList();
  }

  private void requireFed() {
    Set<Node> there = Collections.newSetFromMap(new IdentityHashMap<>());
    there.addAll(nodes);
    Set<Node> fed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node input : inputs) {
      if (!(input.function() instanceof Node.Fed)) {
        throw new IllegalArgumentException(
            input + " cannot be fed; the inputs of a model are made by Node.input");
      }
      if (!fed.add(input)) {
        throw new IllegalArgumentException(input + " is given twice");
      }
      if (!there.contains(input)) {
        throw new IllegalArgumentException(
            input + " leads to none of the outputs " + names(outputs));
      }
    }
    for (Node node : nodes) {
      if (node.function() instanceof Node.Fed && !fed.contains(node)) {
        throw new IllegalArgumentException(
            "the outputs "
                + names(outputs)
                + " need "
                + node
                + ", which is not among the model's inputs "
                + names(inputs));
      }
    }
  }

  public List<Node> inputs() {
    return inputs;
  }

  public List<Node> outputs() {
    return outputs;
  }

  /** All nodes, in the order they are computed in. */
  List<Node> nodes() {
    return nodes;
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public List<Tensor> forward(List<Tensor> inputs, Context context) {
    requireFits(inputs);
    Map<Node, Tensor> values = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      values.put(this.inputs.get(i), inputs.get(i));
    }
    for (Node node : nodes) {
      if (!(node.function() instanceof Node.Fed)) {
        values.put(node, value(node, values, context));
      }
    }
    return outputs.stream().map(values::get).toList();
  }

  private static Tensor value(Node node, Map<Node, Tensor> values, Context context) {
    List<Tensor> from = new ArrayList<>();
    node.from().forEach(u -> from.add(values.get(u)));
    try {
      return node.function() instanceof Node.Through through
          ? through.layer().forward(from.get(0), context)
          : ((Node.Merged) node.function()).merge().of(from);
    } catch (ShapeException e) {
      ShapeException told = new ShapeException("%s: %s", node, e.getMessage());
      told.initCause(e);
      throw told;
    }
  }

  void requireFits(List<Tensor> xs) {
    if (xs.size() != inputs.size()) {
      throw new ShapeException(
          "the model needs %d inputs, %s, got %d", inputs.size(), names(inputs), xs.size());
    }
    for (int i = 0; i < xs.size(); i++) {
      Node.Fed fed = (Node.Fed) inputs.get(i).function();
      if (!Node.fits(fed, xs.get(i).shape())) {
        throw new ShapeException(
            "%s needs shape %s, got %s", inputs.get(i), Node.pattern(fed), xs.get(i).shape());
      }
      if (xs.get(i).dim(0) != xs.get(0).dim(0)) {
        throw new ShapeException(
            "all inputs need as many examples as %s, %d, but %s has %d",
            inputs.get(0), xs.get(0).dim(0), inputs.get(i), xs.get(i).dim(0));
      }
    }
  }

  private static String names(List<Node> nodes) {
    return nodes.stream().map(node -> "'" + node.name() + "'").collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return "Model of " + names(inputs) + " to " + names(outputs);
  }

  /** A model with one input and one output. */
  public record OneToOne(Model model) implements Composite {

    public OneToOne {
      if (model.inputs.size() != 1 || model.outputs.size() != 1) {
        throw new IllegalArgumentException("a layer has one input and one output, got " + model);
      }
    }

    @Override
    public List<Layer> layers() {
      return model.layers;
    }

    @Override
    public Tensor forward(Tensor x, Context context) {
      return model.forward(List.of(x), context).get(0);
    }

    @Override
    public String toString() {
      return model.toString();
    }
  }
}
