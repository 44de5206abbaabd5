package twofold.tensor.deferred;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * The computation first, the numbers later: nodes are put together here, a {@link Session} runs
 * them.
 *
 * <pre>{@code
 * Graph graph = new Graph();
 * Node x = graph.placeholder("x", -1, 784);
 * Variable w = graph.variable("w", new Shape(784, 10), start);
 * Node loss = x.matMul(w)…;
 * Node slope = graph.gradients(loss, List.of(w)).get(0);
 *
 * Session session = new Session(graph, Device.cpu());
 * session.initialise(seed);
 * session.update(Map.of(w, w.subtract(slope.multiply(0.1))), Map.of(x, batch));
 * }</pre>
 *
 * What it buys: the whole computation is known before the first number is. A run evaluates what is
 * asked for and nothing else, and a sub-expression that is read twice only once; one graph runs on
 * any device. What it costs: an error shows when the graph is run, not where it was written; that
 * is why nodes have names, and the names scopes.
 *
 * <p>A graph only grows. It is built by one thread; sessions may then run it from several.
 */
public final class Graph {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private String prefix = "";

  /** All nodes in the order in which they were made: inputs before what reads them. */
  public List<Node> nodes() {
    return List.copyOf(nodes.values());
  }

  int size() {
    return nodes.size();
  }

  /** All variables in the order in which they were made. */
  public List<Variable> variables() {
    List<Variable> variables = new ArrayList<>();
    for (Node node : nodes.values()) {
      if (node instanceof Variable variable) {
        variables.add(variable);
      }
    }
    return variables;
  }

  // ---- names

  /**
   * Builds something whose names all start with {@code name/}. Scopes nest, and a scope that is
   * entered again is the same scope.
   */
  public <T> T scope(String name, Supplier<T> building) {
    String outer = prefix;
    prefix = outer + requireName(name) + "/";
    try {
      return building.get();
    } finally {
      prefix = outer;
    }
  }

  private static String requireName(String name) {
    if (name.isEmpty() || name.contains("/") || name.chars().anyMatch(Character::isISOControl)) {
      throw new GraphException(
          "a name must not be empty, nor contain a slash or control characters, got \"%s\"",
          name.replaceAll("\\p{Cntrl}", "?"));
    }
    return name;
  }

  /** The name in its scopes; for the second and later of that name with _1, _2, … behind. */
  private String unused(String name) {
    String full = prefix + requireName(name);
    String candidate = full;
    while (nodes.containsKey(candidate)) {
      candidate = full + "_" + counts.merge(full, 1, Integer::sum);
    }
    return candidate;
  }

  private <N extends Node> N put(N node) {
    nodes.put(node.name(), node);
    return node;
  }

  // ---- leaves

  /** To be fed with every run; an extent of -1 fits any. */
  public Placeholder placeholder(String name, int... dims) {
    return put(new Placeholder(this, taken(name), dims));
  }

  /** A new variable. That there is none of this name yet is part of the contract. */
  public Variable variable(String name, Shape shape, Variable.Start start) {
    return put(new Variable(this, taken(name), shape, start));
  }

  /** What is fed, or kept, is known by its name: nobody renames it silently. */
  private String taken(String name) {
    String full = prefix + requireName(name);
    if (nodes.containsKey(full)) {
      throw new GraphException("there is a node %s already", full);
    }
    return full;
  }

  /**
   * The variable of this name in these scopes, made when first asked for: how two parts of a graph
   * share weights.
   */
  public Variable sharedVariable(String name, Shape shape, Variable.Start start) {
    String full = prefix + requireName(name);
    Node known = nodes.get(full);
    if (known == null) {
      return variable(name, shape, start);
    }
    if (!(known instanceof Variable variable)) {
      throw new GraphException("node %s is no variable, it cannot be shared as one", full);
    }
    if (!variable.shape().equals(shape)) {
      throw new GraphException(
          "variable %s has shape %s, it cannot be shared as %s", full, variable.shape(), shape);
    }
    return variable;
  }

  /** The same tensor in every run. */
  public Node constant(String name, Tensor tensor) {
    return put(new Constant(this, unused(name), tensor));
  }

  private static final class Constant extends Node {
    private final Tensor tensor;

    Constant(Graph graph, String name, Tensor tensor) {
      super(graph, name, List.of());
      this.tensor = tensor;
    }

    @Override
    Tensor value(List<Tensor> inputs, Run run) {
      return tensor.to(run.device());
    }
  }

  // ---- computations

  /**
   * A function of other nodes. It must depend on nothing but their tensors: it is called at most
   * once in a run, and not at all if nobody asks.
   */
  public Node node(String name, Function<List<Tensor>, Tensor> function, Node... inputs) {
    return put(new Computed(this, unused(name), function, List.of(inputs)));
  }

  private static final class Computed extends Node {
    private final Function<List<Tensor>, Tensor> function;

    Computed(Graph graph, String name, Function<List<Tensor>, Tensor> function, List<Node> inputs) {
      super(graph, name, inputs);
      this.function = function;
    }

    @Override
    Tensor value(List<Tensor> inputs, Run run) {
      Tensor result = function.apply(inputs);
      boolean isInput = inputs.stream().anyMatch(input -> input == result);
      return isInput ? result.reshape(result.shape()) : result; // two nodes, two gradients
    }
  }

  /**
   * The gradients of a single number with respect to other nodes, as nodes. They can be
   * differentiated again.
   */
  public List<Node> gradients(Node loss, List<? extends Node> with) {
    List<Node> inputs = new ArrayList<>(List.of(loss));
    inputs.addAll(with);
    Object all = new Object(); // one backward pass serves them all
    return IntStream.range(0, with.size())
        .mapToObj(
            k -> {
              String name = "gradient_" + with.get(k).name().replace('/', '_');
              return (Node) put(new Slope(this, unused(name), inputs, all, k));
            })
        .toList();
  }

  private static final class Slope extends Node {
    private final Object all;
    private final int k;

    Slope(Graph graph, String name, List<Node> inputs, Object all, int k) {
      super(graph, name, inputs);
      this.all = all;
      this.k = k;
    }

    @Override
    Tensor value(List<Tensor> inputs, Run run) {
      List<Tensor> with = inputs.subList(1, inputs.size());
      return run.once(all, () -> Gradients.of(inputs.get(0), with)).get(k);
    }
  }
}
