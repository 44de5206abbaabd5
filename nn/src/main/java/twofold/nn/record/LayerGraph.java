package twofold.nn.record;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;

/**
 * The layers of a model as nodes: what each is, what it looks at, and the parameters it has.
 *
 * <pre>
 *   Sequential(Dense, relu)          input → 0_Dense → 1_relu,   0_Dense/weights → 0_Dense,  0_Dense/bias → 0_Dense
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
  private final Map<Parameter, String> places = new IdentityHashMap<>();

  private LayerGraph() {}

  static LayerGraph of(Layer model) {
    LayerGraph graph = new LayerGraph();
    String input = graph.add("input", "Placeholder", List.of(), "a batch of examples", null);
    graph.visit("", model, input);
    return graph;
  }

  List<Node> nodes() {
    return List.copyOf(nodes);
  }

  private String add(String name, String op, List<String> inputs, String note, Shape shape) {
    nodes.add(new Node(name, op, inputs, note, shape));
    return name;
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
    String name = path.isEmpty() ? op(layer) : path;
    List<String> inputs = new ArrayList<>(List.of(input));
    List<Parameter> all = new ArrayList<>(layer.parameters());
    all.addAll(layer.state());
    for (Parameter parameter : all) {
      inputs.add(places.computeIfAbsent(parameter, p -> addParameter(name, p)));
    }
    return add(name, op(layer), inputs, layer.toString(), null);
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

  private static String op(Layer layer) {
    if (layer instanceof Activation activation) {
      return plain(activation.name());
    }
    if (layer instanceof Lambda lambda) {
      return plain(lambda.name());
    }
    String kind = layer.getClass().getSimpleName();
    return kind.isEmpty() ? "Layer" : plain(kind);
  }

  /** Names are of letters, digits and a few signs. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9_.]", "_");
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
