package twofold.verify.tensor.deferred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;
import twofold.tensor.deferred.Graph;
import twofold.tensor.deferred.GraphException;
import twofold.tensor.deferred.Node;
import twofold.tensor.deferred.Placeholder;
import twofold.tensor.deferred.Session;
import twofold.tensor.deferred.Variable;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Session} and {@code Graph}. */
class SessionProperties {
  private static final Variable.Start NORMAL =
      (shape, random) ->
          random.doubles(shape.size()).map(z -> RandomStreams.normal(random)).toArray();

  /** A random computation on square matrices, written down twice: as nodes and as tensors. */
  private static final class Both {
    final Graph graph = new Graph();
    final List<Node> nodes = new ArrayList<>();
    final List<Tensor> tensors = new ArrayList<>();
    final Map<Placeholder, Tensor> feeds = new HashMap<>();
    final List<Variable> variables = new ArrayList<>();
    final Map<Node, AtomicInteger> calls = new HashMap<>();
    final Session session;

    Both(Draw draw, Device<?> device) {
      session = new Session(graph, device);
      int n = draw.from(1, 4);
      Shape shape = new Shape(n, n);
      for (int k = 0; k < 2; k++) {
        Tensor fed = draw.normals(shape).to(device);
        Placeholder placeholder = graph.placeholder("x" + k, shape.dim(0), -1);
        feeds.put(placeholder, fed);
        put(placeholder, fed.stopGradient());
        Variable variable = graph.variable("w" + k, shape, NORMAL);
        Tensor start = draw.normals(shape).to(device);
        session.assign(variable, start);
        variables.add(variable);
        put(variable, start.stopGradient());
      }
      for (int step = draw.from(1, 20); step > 0; step--) {
        int p = draw.from(0, nodes.size() - 1);
        int q = draw.from(0, nodes.size() - 1);
        Node a = nodes.get(p);
        Node b = nodes.get(q);
        Tensor s = tensors.get(p);
        Tensor t = tensors.get(q);
        switch (draw.from(0, 5)) {
          case 0 -> put(a.add(b), s.add(t));
          case 1 -> put(a.multiply(b), s.multiply(t));
          case 2 -> put(a.matMul(b), s.matMul(t));
          case 3 -> put(a.subtract(b.mean(0)), s.subtract(t.mean(0)));
          case 4 -> put(a.transpose().multiply(0.5), s.transpose().multiply(0.5));
          default -> putCounted(a, s);
        }
      }
    }

    private void put(Node node, Tensor tensor) {
      nodes.add(node);
      tensors.add(tensor);
    }

    private void putCounted(Node a, Tensor s) {
      AtomicInteger count = new AtomicInteger();
      Node node =
          a.map(
              "tanh",
              x -> {
                count.incrementAndGet();
                return Tanh.tanh(x);
              });
      calls.put(node, count);
      put(node, Tanh.tanh(s));
    }
  }

  /** Deferred is eager: every node has the bits that the same operations give at once. */
  @Property(tries = 100)
  void deferredIsEagerToTheBit(@ForAll long seed) {
    for (Device<?> device : Device.all()) {
      Both both = new Both(new Draw(new SplittableRandom(seed)), device);
      List<Tensor> values = both.session.run(both.nodes, both.feeds);
      for (int k = 0; k < values.size(); k++) {
        assertThat(values.get(k).toArray()).isEqualTo(both.tensors.get(k).toArray());
      }
    }
  }

  /** And so are the gradients, and the gradients of the gradients. */
  @Property(tries = 100)
  void gradientsAreEagerToTheBit(@ForAll long seed) {
    Both both = new Both(new Draw(new SplittableRandom(seed)), Device.reference());
    List<Node> with = both.nodes.subList(0, 4);
    List<Tensor> eagerWith = both.tensors.subList(0, 4);
    Node loss = both.nodes.get(both.nodes.size() - 1).sum();
    Tensor eagerLoss = both.tensors.get(both.tensors.size() - 1).sum();
    List<Node> slopes = both.graph.gradients(loss, with);
    List<Tensor> eagerSlopes = Gradients.of(eagerLoss, eagerWith);
    Node second = slopes.get(0).multiply(slopes.get(1)).sum();
    Tensor eagerSecond = eagerSlopes.get(0).multiply(eagerSlopes.get(1)).sum();
    List<Node> all = new ArrayList<>(slopes);
    all.addAll(both.graph.gradients(second, with));
    List<Tensor> expected = new ArrayList<>(eagerSlopes);
    expected.addAll(Gradients.of(eagerSecond, eagerWith));
    List<Tensor> actual = both.session.run(all, both.feeds);
    for (int k = 0; k < all.size(); k++) {
      assertThat(actual.get(k).toArray()).isEqualTo(expected.get(k).toArray());
    }
  }

  /** In one run a node is evaluated once if somebody needs it, and not at all if nobody does. */
  @Property(tries = 200)
  void eachNodeIsEvaluatedAtMostOnce(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Both both = new Both(draw, Device.reference());
    Node fetch = both.nodes.get(draw.from(0, both.nodes.size() - 1));
    List<Node> slopes = both.graph.gradients(fetch.sum(), both.variables);
    List<Node> fetches = new ArrayList<>(slopes);
    fetches.add(fetch);
    fetches.add(fetch);
    both.session.run(fetches, both.feeds);
    both.calls.forEach((node, count) -> assertThat(count).hasValue(reaches(fetch, node) ? 1 : 0));
  }

  private static boolean reaches(Node from, Node to) {
    return from == to || from.inputs().stream().anyMatch(input -> reaches(input, to));
  }

  /** Gradient descent in a session takes the steps that it takes by hand. */
  @Example
  void trainingIsTrainingByHand() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x", -1, 2);
    Variable w = graph.variable("w", new Shape(2, 1), Variable.Start.constant(0.5));
    Node error = x.matMul(w);
    Node loss = error.multiply(error).mean();
    Node next = w.subtract(graph.gradients(loss, List.of(w)).get(0).multiply(0.125));
    Session session = new Session(graph, Device.reference());
    session.initialise(1);
    Tensor batch = Device.reference().matrix(new double[][] {{1, 2}, {3, -1}, {0, 1}});
    Tensor v = Device.reference().tensor(new Shape(2, 1), 0.5, 0.5);
    for (int step = 0; step < 5; step++) {
      Tensor old = session.run(w, Map.of());
      double[] before = old.toArray();
      session.update(Map.of(w, next), Map.of(x, batch));
      assertThat(old.toArray()).isEqualTo(before);
      Tensor e = batch.matMul(v);
      v = v.subtract(Gradients.of(e.multiply(e).mean(), v).multiply(0.125)).stopGradient();
      assertThat(session.run(w, Map.of()).toArray()).isEqualTo(v.toArray());
    }
  }

  /** All updates read the old values: two variables can change places. */
  @Example
  void updatesHappenAtOnce() {
    Graph graph = new Graph();
    Variable a = graph.variable("a", new Shape(), Variable.Start.constant(1));
    Variable b = graph.variable("b", new Shape(), Variable.Start.constant(2));
    Session session = new Session(graph, Device.reference());
    session.initialise(1);
    session.update(Map.of(a, b, b, a), Map.of());
    assertThat(session.run(a, Map.of()).item()).isEqualTo(2);
    assertThat(session.run(b, Map.of()).item()).isEqualTo(1);
  }

  /** What a session keeps outlives every scope around it. */
  @Example
  void variablesOutliveScopes() {
    Graph graph = new Graph();
    Variable w = graph.variable("w", new Shape(2), Variable.Start.constant(1));
    Session session = new Session(graph, Device.reference());
    try (Scope outer = Scope.open()) {
      session.initialise(1);
      session.update(Map.of(w, w.add(w)), Map.of());
      assertThat(outer.keep(session.run(w.negate(), Map.of())).toArray()).containsExactly(-2, -2);
    }
    assertThat(session.run(w, Map.of()).toArray()).containsExactly(2, 2);
  }

  /** Same seed, same numbers; each variable has its own stream, and each session its own values. */
  @Property(tries = 20)
  void initialisationIsRepeatable(@ForAll long seed) {
    Graph graph = new Graph();
    Variable a = graph.variable("a", new Shape(3), NORMAL);
    Session one = new Session(graph, Device.reference());
    one.initialise(seed);
    double[] first = one.run(a, Map.of()).toArray();
    Variable b = graph.variable("b", new Shape(3), NORMAL);
    Session other = new Session(graph, Device.reference());
    other.initialise(seed);
    assertThat(other.run(a, Map.of()).toArray()).isEqualTo(first);
    assertThat(other.run(b, Map.of()).toArray()).isNotEqualTo(first);
    other.assign(a, Device.reference().zeros(3));
    assertThat(one.run(a, Map.of()).toArray()).isEqualTo(first);
  }

  /** One tensor fed twice, or handed through, still has a gradient for each of its nodes. */
  @Example
  void nodesThatShareATensorDoNotShareAGradient() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Placeholder y = graph.placeholder("y");
    Node same = x.map("same", t -> t);
    Node loss = x.multiply(3).add(y.multiply(5)).add(same.multiply(7));
    Tensor one = Device.reference().scalar(1);
    List<Tensor> slopes =
        new Session(graph, Device.reference())
            .run(graph.gradients(loss, List.of(x, y, same)), Map.of(x, one, y, one));
    assertThat(slopes.stream().map(Tensor::item)).containsExactly(10.0, 5.0, 7.0);
  }

  @Example
  void deepGraphsNeedNoDeepStack() {
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x");
    Node y = x;
    for (int k = 0; k < 20_000; k++) {
      y = y.add(x);
    }
    Tensor one = Device.reference().scalar(1);
    Session session = new Session(graph, Device.reference());
    assertThat(session.run(y, Map.of(x, one)).item()).isEqualTo(20_001);
  }

  @Example
  void scopesNameAndShare() {
    Graph graph = new Graph();
    Shape shape = new Shape(2);
    Variable w = graph.scope("layer", () -> graph.variable("w", shape, NORMAL));
    assertThat(w.name()).isEqualTo("layer/w");
    assertThat((Node) graph.scope("layer", () -> graph.sharedVariable("w", shape, NORMAL)))
        .isSameAs(w);
    assertThat(graph.sharedVariable("w", shape, NORMAL).name()).isEqualTo("w");
    Node inner = graph.scope("a", () -> graph.scope("b", () -> w.add(w)));
    assertThat(inner.name()).isEqualTo("a/b/add");
    assertThat(graph.scope("a", () -> graph.scope("b", () -> w.add(w))).name())
        .isEqualTo("a/b/add_1");
    assertThat(graph.nodes()).contains(w, inner);
    fails(
        () -> graph.scope("layer", () -> graph.variable("w", shape, NORMAL)),
        "there is a node layer/w already");
    fails(
        () -> graph.scope("layer", () -> graph.sharedVariable("w", new Shape(3), NORMAL)),
        "variable layer/w has shape (2), it cannot be shared as (3)");
    fails(
        () ->
            graph.scope(
                "a", () -> graph.scope("b", () -> graph.sharedVariable("add", shape, NORMAL))),
        "node a/b/add is no variable, it cannot be shared as one");
    fails(
        () -> graph.placeholder("a/b"),
        "a name must not be empty, nor contain a slash or control characters, got \"a/b\"");
  }

  @Example
  void mistakesNameTheirNode() {
    Device<?> device = Device.reference();
    Graph graph = new Graph();
    Placeholder x = graph.placeholder("x", -1, 2);
    Variable w = graph.scope("layer", () -> graph.variable("w", new Shape(3, 1), NORMAL));
    Node y = graph.scope("layer", () -> x.matMul(w));
    Session session = new Session(graph, device);
    Tensor batch = device.zeros(5, 2);
    fails(
        () -> session.run(w, Map.of()),
        "variable layer/w has no value yet: initialise the session first");
    session.initialise(1);
    fails(
        () -> session.run(y, Map.of()),
        "placeholder x of shape (any, 2) is needed and has not been fed");
    fails(
        () -> session.run(y, Map.of(x, device.zeros(2, 5))),
        "placeholder x needs shape (any, 2), was fed (2, 5)");
    fails(
        () -> session.run(y, Map.of(x, Device.cpu().zeros(5, 2))),
        "placeholder x was fed a tensor on cpu, the session runs on reference");
    fails(
        () -> session.run(y, Map.of(x, batch)),
        "node layer/matMul: matMul needs (…, m, k) and (…, k, n), the inner extents equal;"
            + " got (5, 2) and (3, 1)");
    fails(
        () -> session.update(Map.of(w, x), Map.of(x, batch)),
        "variable layer/w has shape (3, 1), node x would make it (5, 2)");
    fails(
        () -> session.assign(w, batch), "variable layer/w has shape (3, 1), cannot become (5, 2)");
    Placeholder foreign = new Graph().placeholder("foreign");
    fails(
        () -> session.run(w, Map.of(foreign, batch)),
        "node foreign cannot be fed: it belongs to another graph");
    fails(
        () -> session.run(foreign, Map.of()),
        "node foreign cannot be fetched: it belongs to another graph");
    fails(() -> x.add(foreign), "node add cannot read node foreign: it belongs to another graph");
    Variable odd = graph.variable("odd", new Shape(2), (shape, random) -> new double[3]);
    fails(
        () -> session.initialise(1), "variable odd cannot start: shape (2) needs 2 numbers, got 3");
    assertThat(odd.shape()).isEqualTo(new Shape(2));
  }

  private static void fails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable run, String text) {
    assertThatThrownBy(run).isInstanceOf(GraphException.class).hasMessage(text);
  }
}
