package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.DenseBlock;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Merge;
import twofold.nn.layer.MixtureOfExperts;
import twofold.nn.layer.Sequential;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.GradientCheck;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Branches}, {@code DenseBlock}, {@code MixtureOfExperts}, {@code Merge}. */
class CompositeProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    int inputs = draw.from(1, 3);
    int outputs = draw.from(1, 3);
    Shape rows = new Shape(draw.from(1, 4), inputs);
    return switch (draw.from(0, 4)) {
      case 0 -> {
        Layer body = new Sequential(dense(draw, inputs, inputs), Activation.tanh());
        yield new Example(Branches.residual(body), draw.normals(rows), 0);
      }
      case 1 -> {
        Layer block =
            new DenseBlock(List.of(dense(draw, inputs, 2), dense(draw, inputs + 2, outputs)));
        yield new Example(block, draw.normals(rows), 0);
      }
      case 2 -> {
        Layer mixture =
            new MixtureOfExperts(
                dense(draw, inputs, 2),
                List.of(dense(draw, inputs, outputs), dense(draw, inputs, outputs)));
        yield new Example(mixture, draw.normals(rows), 0);
      }
      case 3 -> {
        Merge merge = draw.chance(0.5) ? Merge.multiply() : Merge.dot();
        Layer both = new Branches(merge, List.of(dense(draw, inputs, 2), dense(draw, inputs, 2)));
        yield new Example(both, draw.normals(rows), 0);
      }
      default -> new Example(inception(draw, inputs), draw.distinct(new Shape(2, inputs, 3, 2)), 0);
    };
  }

  private static Dense dense(Draw draw, int inputs, int outputs) {
    return new Dense(DEVICE, inputs, outputs, Initialiser.glorot(), draw.random());
  }

  private static Convolution2d same(Draw draw, int inputs, int outputs, int size) {
    Conv2d.Options options = new Conv2d.Options().withPadding(Padding.same());
    return new Convolution2d(
        DEVICE, inputs, outputs, size, size, options, Initialiser.he(), draw.random());
  }

  /** One by one, three by three behind one by one, and pooling: a small inception block. */
  private static Branches inception(Draw draw, int inputs) {
    MaxPool2d.Options pool = new MaxPool2d.Options(3).withStride(1).withPadding(Padding.same());
    return Branches.inception(
        same(draw, inputs, 1, 1),
        new Sequential(same(draw, inputs, 1, 1), same(draw, 1, 2, 3)),
        new MaxPooling2d(pool));
  }

  /** A residual block is its body and the input: to the bit; with a body of 0 the identity. */
  @Property(tries = 60)
  void residualAddsTheInput(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense body = dense(draw, 3, 3);
    Tensor x = draw.normals(new Shape(4, 3));
    double[] expected = body.forward(x, Context.INFERENCE).add(x).toArray();
    Layer residual = Branches.residual(body);
    assertThat(residual.forward(x, Context.INFERENCE).toArray()).isEqualTo(expected);
    body.weights().set(new double[9]);
    assertThat(residual.forward(x, Context.INFERENCE).toArray()).isEqualTo(x.toArray());
  }

  /** The channels of an inception block are those of its branches, side by side. */
  @Property(tries = 30)
  void inceptionIsItsBranchesSideBySide(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Branches layer = inception(draw, 2);
    Tensor x = draw.normals(new Shape(2, 2, 4, 5));
    Tensor y = layer.forward(x, Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(2, 5, 4, 5));
    int[] ends = {0, 1, 3, 5};
    for (int k = 0; k < 3; k++) {
      Tensor part = y.at(all(), range(ends[k], ends[k + 1]));
      double[] expected = layer.layers().get(k).forward(x, Context.INFERENCE).toArray();
      assertThat(part.toArray()).isEqualTo(expected);
    }
  }

  /** A dense block starts with its input, and each layer adds its own. */
  @Property(tries = 30)
  void denseBlockKeepsAll(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense one = dense(draw, 2, 3);
    Dense two = dense(draw, 5, 4);
    Tensor x = draw.normals(new Shape(3, 2));
    Tensor y = new DenseBlock(List.of(one, two)).forward(x, Context.INFERENCE);
    Tensor first = one.forward(x, Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(3, 9));
    assertThat(y.at(all(), range(0, 2)).toArray()).isEqualTo(x.toArray());
    assertThat(y.at(all(), range(2, 5)).toArray()).isEqualTo(first.toArray());
    Tensor seen = y.at(all(), range(0, 5));
    assertThat(y.at(all(), range(5, 9)).toArray())
        .isEqualTo(two.forward(seen, Context.INFERENCE).toArray());
  }

  /** Equal experts are one expert; a gate that is sure of one makes the mixture that one. */
  @Property(tries = 60)
  void mixturesOfEqualsAndOfOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense expert = dense(draw, 3, 2);
    Dense other = dense(draw, 3, 2);
    Dense gate = dense(draw, 3, 2);
    Tensor x = draw.normals(new Shape(4, 3));
    Tensor alone = expert.forward(x, Context.INFERENCE);
    Tensor equals =
        new MixtureOfExperts(gate, List.of(expert, expert)).forward(x, Context.INFERENCE);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    double[] bound = running.of(alone).add(running.of(equals)).toArray();
    assertThat(Twins.difference(alone.toArray(), equals.toArray(), bound)).isEmpty();
    gate.weights().set(new double[6]);
    gate.bias().set(1000, -1000); // the probabilities are exactly 1 and 0
    Tensor sure = new MixtureOfExperts(gate, List.of(expert, other)).forward(x, Context.INFERENCE);
    assertThat(sure.subtract(alone).toArray()).containsOnly(0);
  }

  /** Merging with gradients in every part, on every device. */
  @Property(tries = 40)
  void merges(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Shape shape = new Shape(3, draw.from(1, 4));
    List<Tensor> parts = List.of(draw.normals(shape), draw.normals(shape));
    for (Merge merge : List.of(Merge.add(), Merge.multiply(), Merge.concat(1), Merge.dot())) {
      Twins.agree(new Case(parts, merge::of));
      GradientCheck.Report first = GradientCheck.firstOrder(merge::of, parts, random);
      GradientCheck.Report second = GradientCheck.secondOrder(merge::of, parts, random);
      assertThat(first.units()).as("%s", first).isLessThanOrEqualTo(1);
      assertThat(second.units()).as("%s", second).isLessThanOrEqualTo(1);
      assertThat(first.isSharp() && second.isSharp()).isTrue();
    }
    Tensor dot = Merge.dot().of(parts);
    Tensor diagonal = parts.get(0).matMul(parts.get(1).transpose());
    for (int i = 0; i < 3; i++) {
      double bound = new RunningError(Arithmetic.DOUBLE).of(diagonal).at(i, i).item() * 2;
      double expected = diagonal.at(i, i).item();
      assertThat(dot.at(i, 0).item()).isBetween(expected - bound, expected + bound);
    }
  }

  /** Whatever is inside: parameters and state, in order, through all levels. */
  @net.jqwik.api.Example
  void partsAreFound() {
    Draw draw = new Draw(new SplittableRandom(1));
    BatchNorm norm = new BatchNorm(DEVICE, 2);
    LayerNorm layerNorm = new LayerNorm(DEVICE, 2);
    Dense dense = dense(draw, 2, 1);
    Layer model =
        new Sequential(Branches.residual(norm), new MixtureOfExperts(dense, List.of(layerNorm)));
    assertThat(model.state()).isEqualTo(norm.state());
    assertThat(model.parameters())
        .containsExactly(
            norm.parameters().get(0),
            norm.parameters().get(1),
            dense.weights(),
            dense.bias(),
            layerNorm.parameters().get(0),
            layerNorm.parameters().get(1));
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    Draw draw = new Draw(new SplittableRandom(1));
    Tensor x = DEVICE.zeros(4, 3);
    Dense two = dense(draw, 3, 2);
    assertThatThrownBy(() -> Branches.residual(two).forward(x, Context.INFERENCE))
        .hasMessage("add needs parts of one shape, got (4, 2) and (4, 3)");
    assertThatThrownBy(() -> Branches.inception())
        .hasMessage("branches need at least one layer, got none");
    assertThatThrownBy(() -> new MixtureOfExperts(two, List.of(two)).forward(x, Context.INFERENCE))
        .hasMessage("MixtureOfExperts(Dense 3 → 2) needs a gate that makes (batch, 1), got (4, 2)");
    assertThatThrownBy(() -> new MixtureOfExperts(two, List.of()))
        .hasMessage("a mixture needs at least one expert, got none");
    assertThatThrownBy(() -> Merge.dot().of(List.of(x)))
        .hasMessage("dot needs two parts of shape (batch, features), got 1 of (4, 3)");
    assertThat(Lambda.identity()).hasToString("identity");
  }
}
