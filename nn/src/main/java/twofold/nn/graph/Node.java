package twofold.nn.graph;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;
import twofold.tensor.Shape;

/**
 * A place in a network where a tensor will be: an input, what a layer makes of another node, or
 * what several nodes are merged to.
 *
 * <pre>
 *   Node pixels = Node.input("pixels", 784);
 *   Node hidden = pixels.through(dense, Activation.relu());
 *   Node both = Node.merge(Merge.add(), hidden, hidden.through(another));
 * </pre>
 *
 * A node computes nothing; a {@link Model} does. Nodes name only nodes that exist already, and
 * never change: so there is always an order in which all can be computed, and a cycle cannot be
 * written. A layer may be used at several nodes: it is one layer with one set of parameters, whose
 * gradient is the sum of those of its places.
 */
public final class Node {
  /** An extent of an input that may differ from batch to batch. */
  public static final int ANY = -1;

  /** Nodes are numbered as they are made: inputs before what is made of them. */
  private static final AtomicLong NEXT = new AtomicLong();

  private final long id = NEXT.getAndIncrement();
  private final String name;
  private final List<Node> from;
  private final Function function;

  /** What happens at a node. */
  sealed interface Function {}

  /**
   * Nothing: it is fed.
   *
   * @param dims extents of one example
   */
  record Fed(List<Integer> dims) implements Function {}

  /** One node through a layer. */
  record Through(Layer layer) implements Function {}

  /** Several nodes to one. */
  record Merged(Merge merge) implements Function {}

  private Node(String name, List<Node> from, Function function) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "a node needs a name that can be read, got '" + name + "'");
    }
    this.name = name;
    this.from = from;
    this.function = function;
  }

  /**
   * A place that is fed from outside.
   *
   * @param dims extents of one example, without the axis that counts the examples; {@link #ANY} for
   *     those that may differ; none at all for one number
   */
  public static Node input(String name, int... dims) {
    for (int dim : dims) {
      if (dim < 1 && dim != ANY) {
        throw new IllegalArgumentException(
            "input '" + name + "' needs extents of at least 1, or ANY, got " + dim);
      }
    }
    return new Node(name, List.of(), new Fed(Arrays.stream(dims).boxed().toList()));
  }

  /** This node through layers, one after the other; the last one's node. */
  public Node through(Layer... layers) {
    Node node = this;
    for (Layer layer : layers) {
      node = node.through(layer.toString(), layer);
    }
    return node;
  }

  /** This node through a layer, under a name that people will recognise in errors and drawings. */
  public Node through(String name, Layer layer) {
    return new Node(name, List.of(this), new Through(layer));
  }

  /** Several nodes made to one. To some merges their order matters. */
  public static Node merge(Merge merge, Node... nodes) {
    return merge("merge", merge, nodes);
  }

  /** The same under a name that people will recognise. */
  public static Node merge(String name, Merge merge, Node... nodes) {
    if (nodes.length == 0) {
      throw new IllegalArgumentException("a merge needs at least one node, got none");
    }
    return new Node(name, List.of(nodes), new Merged(merge));
  }

  public String name() {
    return name;
  }

  long id() {
    return id;
  }

  /** The nodes it is made of. */
  List<Node> from() {
    return from;
  }

  Function function() {
    return function;
  }

  /** Whether an input takes tensors of this shape. */
  static boolean fits(Fed fed, Shape shape) {
    boolean fits = shape.rank() == fed.dims.size() + 1;
    for (int axis = 1; fits && axis < shape.rank(); axis++) {
      int wanted = fed.dims.get(axis - 1);
      fits = wanted == ANY || wanted == shape.dim(axis);
    }
    return fits;
  }

  /** {@code (batch, 3, any)}. */
  static String pattern(Fed fed) {
    return fed.dims.stream()
        .map(dim -> dim == ANY ? ", any" : ", " + dim)
        .collect(Collectors.joining("", "(batch", ")"));
  }

  /** Its name, and what it is made of. */
  @Override
  public String toString() {
    return from.isEmpty()
        ? "input '" + name + "'"
        : "node '"
            + name
            + "' of "
            + from.stream().map(node -> "'" + node.name + "'").collect(Collectors.joining(", "));
  }
}
