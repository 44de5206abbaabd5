package twofold.nn.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twofold.nn.graph.Model;
import twofold.nn.graph.Plan;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.layer.Sequential;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;

/**
 * The layers of a model as nodes: what each is, what it looks at, and the parameters it has.
 *
 * <pre>
 *   Sequential(Dense, relu)          input → 0_Dense → 1_relu,   0_Dense/weights → 0_Dense,  0_Dense/bias → 0_Dense
 *
 *   Model                            inputs under their names; layers counted as in saved models; output_0, output_1, …
 *     a layer used at two nodes      one box with one set of parameters, and in it a node for each use:
 *                                    left → 0_Dense/Dense → …,   right → 0_Dense/Dense_2 → …
 *
 *   message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
 *   message NodeDef  { string name = 1; string op = 2; repeated string input = 3; map&lt;string, AttrValue&gt; attr = 5; }
 *   message VersionDef { int32 producer = 1; }
 * </pre>
 *
 * Slashes in names make boxes that can be opened. What is inside a layer that is made of others in
 * a way of its own is not shown, only its parameters are. [TensorBoard, compat/proto/graph.proto,
 * node_def.proto, attr_value.proto, tensor_shape.proto and versions.proto]
 */
final class LayerGraph {
  /** Any number will do for those who only look. */
  private static final int PRODUCER = 1;

  /**
   * @param op what it does
   * @param inputs the names of those whose outputs it takes
   * @param note for people
   * @param shape of its output, or null
   */
  record Node(String name, String op, List<String> inputs, String note, Shape shape) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> boxes = new HashSet<>();
  private final Map<Parameter, String> places = new IdentityHashMap<>();

  private LayerGraph() {}

  static LayerGraph of(Network network) {
    LayerGraph graph = new LayerGraph();
    if (network instanceof Model model) {
      graph.whole(model);
    } else {
      String input = graph.add("input", "Placeholder", List.of(), "a batch of examples", null);
      if (network instanceof Layer layer) {
        graph.visit("", layer, input);
      } else {
        graph.one(op(network), network, input);
      }
    }
    return graph;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** Returns its name: the one wanted, or that and a number if there is such a node already. */
  private String add(String wanted, String op, List<String> inputs, String note, Shape shape) {
    String name = free(wanted, names);
    nodes.add(new Node(name, op, inputs, note, shape));
    return name;
  }

  private static String free(String wanted, Set<String> taken) {
    String name = wanted;
    for (int k = 2; !taken.add(name); k++) {
      name = wanted + "_" + k;
    }
    return name;
  }

  /** A model with its inputs and outputs. */
  private void whole(Model model) {
    Plan plan = Plan.of(model);
    List<String> inputs = new ArrayList<>();
    for (int input : plan.inputs()) {
      Plan.Input step = (Plan.Input) plan.nodes().get(input);
      inputs.add(add(plain(step.name()), "Placeholder", List.of(), step.pattern(), null));
    }
    List<String> outputs = visit("", plan, inputs);
    for (int k = 0; k < outputs.size(); k++) {
      String note = name(plan.nodes().get(plan.outputs().get(k)));
      add("output_" + k, "Identity", List.of(outputs.get(k)), note, null);
    }
  }

  private static String name(Plan.Step step) {
    if (step instanceof Plan.Through through) {
      return through.name();
    }
    return step instanceof Plan.Merged merged ? merged.name() : ((Plan.Input) step).name();
  }

  /** Adds all nodes of a model but its inputs; returns those whose outputs are the model's. */
  private List<String> visit(String path, Plan plan, List<String> inputs) {
    List<String> ends = new ArrayList<>(Collections.nCopies(plan.nodes().size(), null));
    for (int k = 0; k < inputs.size(); k++) {
      ends.set(plan.inputs().get(k), inputs.get(k));
    }
    for (int n = 0; n < plan.nodes().size(); n++) {
      Plan.Step step = plan.nodes().get(n);
      if (step instanceof Plan.Through through) {
        Layer layer = plan.layers().get(through.layer());
        ends.set(n, visit(place(path, plan, through), layer, ends.get(through.of())));
      } else if (step instanceof Plan.Merged merged) {
        List<String> from = merged.of().stream().map(ends::get).toList();
        ends.set(n, add(inside(path) + plain(merged.name()), "Merge", from, "", null));
      }
    }
    return plan.outputs().stream().map(ends::get).toList();
  }

  /** Where a use of a layer is shown: under its number, and in its box if there are others. */
  private String place(String path, Plan plan, Plan.Through through) {
    Layer layer = plan.layers().get(through.layer());
    boolean isNamed = !through.name().equals(layer.toString());
    String called = isNamed ? plain(through.name()) : op(layer);
    long uses =
        plan.nodes().stream()
            .filter(step -> step instanceof Plan.Through other && other.layer() == through.layer())
            .count();
    if (uses == 1) {
      return inside(path) + through.layer() + "_" + called;
    }
    String box = part(path, through.layer(), layer);
    addParameters(box, layer);
    return free(box + "/" + called, boxes);
  }

  /** Adds what a layer is made of; returns the node whose output is the layer's. */
  private String visit(String path, Layer layer, String input) {
    if (layer instanceof Sequential sequential) {
      String last = input;
      for (int i = 0; i < sequential.layers().size(); i++) {
        last = visit(part(path, i, sequential.layers().get(i)), sequential.layers().get(i), last);
      }
      return last;
    }
    if (layer instanceof Branches branches) {
      List<String> ends = new ArrayList<>();
      for (int i = 0; i < branches.layers().size(); i++) {
        Layer branch = branches.layers().get(i);
        ends.add(visit(part(path, i, branch), branch, input));
      }
      return add(inside(path) + "merge", "Merge", ends, "", null);
    }
    if (layer instanceof Model.OneToOne graph) {
      return visit(path, Plan.of(graph.model()), List.of(input)).get(0);
    }
    return one(path.isEmpty() ? op(layer) : path, layer, input);
  }

  /** A network as one node, and its parameters. */
  private String one(String name, Network network, String input) {
    List<String> inputs = new ArrayList<>(List.of(input));
    inputs.addAll(addParameters(name, network));
    return add(name, op(network), inputs, network.toString(), null);
  }

  /** The nodes of what a network learns or keeps; only those are added that are not there yet. */
  private List<String> addParameters(String owner, Network network) {
    List<Parameter> all = new ArrayList<>(network.parameters());
    all.addAll(network.state());
    List<String> known = new ArrayList<>();
    for (Parameter parameter : all) {
      known.add(places.computeIfAbsent(parameter, p -> addParameter(owner, p)));
    }
    return known;
  }

  private String addParameter(String owner, Parameter parameter) {
    String name = owner + "/" + plain(parameter.name());
    return add(name, "Variable", List.of(), parameter.name(), parameter.shape());
  }

  private static String part(String path, int i, Layer layer) {
    return inside(path) + i + "_" + op(layer);
  }

  private static String inside(String path) {
    return path.isEmpty() ? "" : path + "/";
  }

  private static String op(Network network) {
    if (network instanceof Activation activation) {
      return plain(activation.name());
    }
    if (network instanceof Lambda lambda) {
      return plain(lambda.name());
    }
    String kind = network.getClass().getSimpleName();
    return kind.isEmpty() ? "Layer" : plain(kind);
  }

  /** Names are of letters, digits and a few signs, and do not begin with a line. */
  private static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.]", "_");
    return plain.startsWith("_") ? "n" + plain : plain;
  }

  /** The message GraphDef. */
  byte[] toBytes() {
    return WireWriter.message(
        out -> {
          for (Node node : nodes) {
            out.writeByteArray(1, message(node));
          }
          out.writeByteArray(4, WireWriter.message(versions -> versions.writeInt32(1, PRODUCER)));
        });
  }

  private static byte[] message(Node node) {
    return WireWriter.message(
        out -> {
          out.writeString(1, node.name);
          out.writeString(2, node.op);
          for (String input : node.inputs) {
            out.writeString(3, input);
          }
          if (!node.note.isEmpty()) {
            byte[] text = node.note.getBytes(StandardCharsets.UTF_8);
            out.writeByteArray(5, attribute("note", value -> value.writeByteArray(2, text)));
          }
          if (node.shape != null) {
            // The name under which TensorBoard looks for what it writes on the lines of a graph.
            byte[] list = WireWriter.message(l -> l.writeByteArray(7, message(node.shape)));
            out.writeByteArray(
                5, attribute("_output_shapes", value -> value.writeByteArray(1, list)));
          }
        });
  }

  /** An entry of map&lt;string, AttrValue&gt;. */
  private static byte[] attribute(String name, WireWriter.Fields value) {
    return WireWriter.message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, WireWriter.message(value));
        });
  }

  /** The message TensorShapeProto: {@code repeated Dim dim = 2} with {@code int64 size = 1}. */
  private static byte[] message(Shape shape) {
    return WireWriter.message(
        out -> {
          for (int axis = 0; axis < shape.rank(); axis++) {
            int size = shape.dim(axis);
            out.writeByteArray(2, WireWriter.message(dim -> dim.writeInt64(1, size)));
          }
        });
  }
}
