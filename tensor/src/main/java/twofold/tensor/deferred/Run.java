package twofold.tensor.deferred;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** One run of a session: what has been evaluated so far. */
final class Run {
  private final Session session;
  private final Map<Placeholder, Tensor> feeds = new HashMap<>();
  private final Map<Node, Tensor> values = new IdentityHashMap<>();
  private final Map<Object, List<Tensor>> lists = new IdentityHashMap<>();

  Run(Session session, Map<Placeholder, Tensor> feeds) {
    this.session = session;
    feeds.forEach(
        (placeholder, tensor) -> {
          session.requireOurs(placeholder, "fed");
          if (!placeholder.accepts(tensor.shape())) {
            throw new GraphException(
                "placeholder %s needs shape %s, was fed %s",
                placeholder.name(), placeholder.text(), tensor.shape());
          }
          if (tensor.device() != device()) {
            throw new GraphException(
                "placeholder %s was fed a tensor on %s, the session runs on %s",
                placeholder.name(), tensor.device().name(), device().name());
          }
          // one tensor may be fed to two placeholders, and still has two gradients
          this.feeds.put(placeholder, tensor.stopGradient());
        });
  }

  Device<?> device() {
    return session.device();
  }

  Tensor fed(Placeholder placeholder) {
    Tensor tensor = feeds.get(placeholder);
    if (tensor == null) {
      throw new GraphException(
          "placeholder %s of shape %s is needed and has not been fed",
          placeholder.name(), placeholder.text());
    }
    return tensor;
  }

  Tensor variable(Variable variable) {
    return session.value(variable);
  }

  /** What several nodes have in common. */
  List<Tensor> once(Object key, Supplier<List<Tensor>> computation) {
    List<Tensor> list = lists.get(key);
    if (list == null) {
      list = computation.get();
      lists.put(key, list);
    }
    return list;
  }

  /**
   * Evaluates these nodes and what they need, each once.
   *
   * <p>In the order in which the nodes were made: then the tensors are numbered as they would be if
   * nothing were deferred, gradients that meet are added in the same order, and every bit is the
   * same.
   */
  List<Tensor> evaluate(Collection<? extends Node> wanted) {
    Set<Node> needed = new TreeSet<>(Comparator.comparingInt(Node::number));
    Deque<Node> open = new ArrayDeque<>(wanted); // graphs may be deeper than Java's stack
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (needed.add(node)) {
        node.inputs().forEach(open::push);
      }
    }
    needed.forEach(node -> values.put(node, compute(node)));
    return wanted.stream().map(values::get).toList();
  }

  /** The tensor of a node that has been evaluated. */
  Tensor value(Node node) {
    return values.get(node);
  }

  private Tensor compute(Node node) {
    try {
      return node.value(node.inputs().stream().map(values::get).toList(), this);
    } catch (ShapeException e) {
      throw new GraphException(e, "node %s: %s", node.name(), e.getMessage());
    }
  }
}
