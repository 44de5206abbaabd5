package twofold.tensor.deferred;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Runs a graph on a device, and remembers its variables from run to run.
 *
 * <p>A run evaluates the nodes asked for and what they need, each at most once; its intermediate
 * storage is reused by the next. What comes back has no history: derivatives are nodes too.
 */
public final class Session {
  private final Graph graph;
  private final Device<?> device;
  private final Map<Variable, Tensor> values = new ConcurrentHashMap<>();

  public Session(Graph graph, Device<?> device) {
    this.graph = graph;
    this.device = device;
  }

  public Device<?> device() {
    return device;
  }

  // ---- variables

  /**
   * Gives every variable of the graph its first numbers. Each draws from a stream of its own, so
   * another variable more or less does not change those before it.
   */
  public void initialise(long seed) {
    List<Variable> variables = graph.variables();
    for (int k = 0; k < variables.size(); k++) {
      Variable variable = variables.get(k);
      double[] numbers = variable.start().numbers(variable.shape(), RandomStreams.stream(seed, k));
      try {
        assign(variable, device.tensor(variable.shape(), numbers));
      } catch (ShapeException e) {
        throw new GraphException(e, "variable %s cannot start: %s", variable, e.getMessage());
      }
    }
  }

  /** Sets a variable. */
  public void assign(Variable variable, Tensor value) {
    requireOurs(variable, "assigned");
    Shape shape = variable.shape();
    if (!value.shape().equals(shape)) {
      throw new GraphException(
          "variable %s has shape %s, cannot become %s", variable.name(), shape, value.shape());
    }
    // A parameter's storage is its own, outside of every scope; it is never overwritten here, so
    // what has been fetched before stays what it was.
    values.put(variable, new Parameter(variable.name(), value.to(device)).value());
  }

  Tensor value(Variable variable) {
    Tensor value = values.get(variable);
    if (value == null) {
      throw new GraphException(
          "variable %s has no value yet: initialise the session first", variable.name());
    }
    return value;
  }

  // ---- runs

  /** The tensors of these nodes, in their order. */
  public List<Tensor> run(List<? extends Node> fetches, Map<Placeholder, Tensor> feeds) {
    try (Scope step = Scope.open()) {
      Run run = new Run(this, feeds);
      fetches.forEach(node -> requireOurs(node, "fetched"));
      return run.evaluate(fetches).stream().map(step::keep).toList();
    }
  }

  /** The tensor of this node. */
  public Tensor run(Node fetch, Map<Placeholder, Tensor> feeds) {
    return run(List.of(fetch), feeds).get(0);
  }

  /**
   * Computes a new value for each of these variables, all of them from the old ones, and only then
   * writes them: the order of updates does not matter. A run that fails changes nothing.
   */
  public void update(Map<Variable, ? extends Node> updates, Map<Placeholder, Tensor> feeds) {
    try (Scope step = Scope.open()) {
      Run run = new Run(this, feeds);
      updates.forEach(
          (variable, node) -> {
            requireOurs(variable, "updated");
            requireOurs(node, "fetched");
          });
      run.evaluate(updates.values());
      Map<Variable, Tensor> fresh = new LinkedHashMap<>();
      updates.forEach(
          (variable, node) -> {
            Tensor value = step.keep(run.value(node));
            if (!value.shape().equals(variable.shape())) {
              throw new GraphException(
                  "variable %s has shape %s, node %s would make it %s",
                  variable.name(), variable.shape(), node.name(), value.shape());
            }
            fresh.put(variable, value);
          });
      fresh.forEach(this::assign);
    }
  }

  void requireOurs(Node node, String what) {
    if (node.graph() != graph) {
      throw new GraphException(
          "node %s cannot be %s: it belongs to another graph", node.name(), what);
    }
  }
}
