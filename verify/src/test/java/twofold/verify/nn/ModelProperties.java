package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;
import twofold.nn.layer.Sequential;
import twofold.nn.save.Names;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Model}. */
class ModelProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  /** Two inputs, two outputs, a layer at two places: seen as a layer that halves and joins. */
  private record Halves(Model model, int first, int second) implements Composite {
    @Override
    public List<Layer> layers() {
      return model.layers();
    }

    @Override
    public Tensor forward(Tensor x, Context context) {
      if (x.rank() != 2 || x.dim(1) != first + second) {
        throw new ShapeException(
            "%s needs inputs of shape (batch, %d), got %s", this, first + second, x.shape());
      }
      Tensor a = x.at(all(), range(0, first));
      Tensor b = x.at(all(), range(first, x.dim(1)));
      return concat(model.forward(List.of(a, b), context), 1);
    }
  }

  @Override
  protected Example smooth(Draw draw) {
    int first = draw.from(1, 3);
    int second = draw.from(1, 3);
    int hidden = draw.from(1, 3);
    Node a = Node.input("a", first);
    Node b = Node.input("b", second);
    Layer shared = new Sequential(dense(draw, hidden, hidden), Activation.tanh());
    Node left = a.through(dense(draw, first, hidden)).through(shared);
    Node right = b.through(dense(draw, second, hidden)).through(shared, new Dropout(0.25));
    Node both = Node.merge(draw.chance(0.5) ? Merge.add() : Merge.multiply(), left, right);
    Node beside = Node.merge(Merge.concat(1), left, both, b);
    Model model = Model.of(List.of(a, b), List.of(both.through(shared), beside));
    Tensor x = draw.normals(new Shape(draw.from(1, 4), first + second));
    return new Example(new Halves(model, first, second), x, draw.random().nextLong());
  }

  private static Dense dense(Draw draw, int inputs, int outputs) {
    return new Dense(DEVICE, inputs, outputs, Initialiser.glorot(), draw.random());
  }

  /** Layers of one width, at random, some of which draw random numbers. */
  private static Layer layer(Draw draw, int width) {
    return switch (draw.from(0, 3)) {
      case 0 -> Activation.tanh();
      case 1 -> new Dropout(0.5);
      case 2 -> new BatchNorm(DEVICE, width);
      default -> dense(draw, width, width);
    };
  }

  private static double[] forward(Layer layer, Tensor x, boolean training, long seed) {
    return layer.forward(x, new Context(training, RandomStreams.of(seed))).toArray();
  }

  /** A graph without branches is the layers one after the other, to the bit and by name. */
  @Property(tries = 60)
  void aChainIsSequential(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    List<Layer> layers = new ArrayList<>();
    for (int k = draw.from(1, 5); k > 0; k--) {
      layers.add(layer(draw, 3));
    }
    Node x = Node.input("x", 3);
    Layer graph = Model.of(x, x.through(layers.toArray(Layer[]::new)));
    Layer sequential = new Sequential(layers);
    assertThat(graph.parameters()).isEqualTo(sequential.parameters());
    assertThat(graph.state()).isEqualTo(sequential.state());
    if (layers.stream().distinct().count() == layers.size()) {
      assertThat(Names.all(graph)).isEqualTo(Names.all(sequential));
    }
    Tensor rows = draw.normals(new Shape(draw.from(1, 5), 3));
    for (boolean training : new boolean[] {false, true}) {
      assertThat(forward(graph, rows, training, seed))
          .isEqualTo(forward(sequential, rows, training, seed));
    }
  }

  /** A graph is a layer, so it can be a part of a graph: as if its nodes were there, to the bit. */
  @Property(tries = 60)
  void aGraphInAGraphIsOneGraph(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Layer f = layer(draw, 3);
    Layer g = layer(draw, 3);
    Layer h = layer(draw, 3);
    Node u = Node.input("u", 3);
    Layer inner = Model.of(u, Node.merge(Merge.add(), u, u.through(f).through(g)));
    Node x = Node.input("x", 3);
    Layer nested = Model.of(x, x.through(inner, h));
    Layer flat = Model.of(x, Node.merge(Merge.add(), x, x.through(f).through(g)).through(h));
    assertThat(nested.parameters()).isEqualTo(flat.parameters());
    Tensor rows = draw.normals(new Shape(draw.from(1, 5), 3));
    assertThat(forward(nested, rows, true, seed)).isEqualTo(forward(flat, rows, true, seed));
  }

  /**
   * Used at two places, a layer has the sum of the gradients that two layers with its numbers would
   * have there; and each of its parameters is the model's once.
   */
  @Property(tries = 60)
  void theGradientOfASharedLayerIsTheSum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense shared = dense(draw, 3, 3);
    Dense one = dense(draw, 3, 3);
    Dense other = dense(draw, 3, 3);
    for (Dense copy : List.of(one, other)) {
      copy.weights().set(shared.weights().value());
      copy.bias().set(shared.bias().value());
    }
    Tensor a = draw.normals(new Shape(2, 3));
    Tensor b = draw.normals(new Shape(2, 3));
    Model twice = twins(shared, shared);
    assertThat(twice.parameters()).containsExactly(shared.weights(), shared.bias());
    List<double[]> once = gradients(twins(one, other), a, b);
    List<double[]> sums = gradients(twice, a, b);
    for (int k = 0; k < sums.size(); k++) {
      double[] sum = once.get(k).clone();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += once.get(k + 2)[i]; // of two terms: the order does not matter
      }
      assertThat(sums.get(k)).isEqualTo(sum);
    }
  }

  /** Two inputs, compared: a "siamese" network if f is g. */
  private static Model twins(Layer f, Layer g) {
    Node a = Node.input("a", 3);
    Node b = Node.input("b", 3);
    Node u = a.through(f, Activation.tanh());
    Node v = b.through(g, Activation.tanh());
    return Model.of(List.of(a, b), List.of(Node.merge(Merge.dot(), u, v)));
  }

  private static List<double[]> gradients(Model model, Tensor a, Tensor b) {
    Tensor loss = model.forward(List.of(a, b), Context.INFERENCE).get(0).sum();
    List<Tensor> values = model.parameters().stream().map(Parameter::value).toList();
    return Gradients.of(loss, values).stream().map(Tensor::toArray).toList();
  }

  /** Several outputs are what models with one output each give. */
  @Property(tries = 60)
  void outputsAreIndependent(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Node a = Node.input("a", 2);
    Node b = Node.input("b", 3);
    Node u = a.through(dense(draw, 2, 4), Activation.tanh());
    Node v = Node.merge(Merge.concat(1), u, b).through(dense(draw, 7, 2));
    Tensor x = draw.normals(new Shape(3, 2));
    Tensor y = draw.normals(new Shape(3, 3));
    List<Tensor> both =
        Model.of(List.of(b, a), List.of(v, u)).forward(List.of(y, x), Context.INFERENCE);
    assertThat(both.get(0).toArray())
        .isEqualTo(
            Model.of(List.of(a, b), List.of(v))
                .forward(List.of(x, y), Context.INFERENCE)
                .get(0)
                .toArray());
    assertThat(both.get(1).toArray())
        .isEqualTo(Model.of(a, u).forward(x, Context.INFERENCE).toArray());
  }
}
