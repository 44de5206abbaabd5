package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Variance.variance;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.GroupNorm;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code BatchNorm}, {@code LayerNorm} and {@code GroupNorm}. */
class NormalisationLayersProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  /** Large, so that 1/√(v + ε) is smooth even where two numbers happen to be close. */
  private static final double SMOOTH = 0.125;

  @Override
  protected Example smooth(Draw draw) {
    int channels = 2 * draw.from(1, 2);
    Shape picture = new Shape(draw.from(2, 3), channels, draw.from(1, 3), 2);
    Shape rows = new Shape(draw.from(2, 4), channels);
    Shape shape = draw.chance(0.5) ? picture : rows;
    int[] features = shape.rank() == 2 ? new int[] {channels} : new int[] {shape.dim(2), 2};
    Layer layer =
        switch (draw.from(0, 2)) {
          case 0 -> new BatchNorm(DEVICE, channels, 0.1, SMOOTH);
          case 1 -> new LayerNorm(DEVICE, new Shape(features), SMOOTH);
          default -> new GroupNorm(DEVICE, channels, draw.chance(0.5) ? 2 : 1, SMOOTH);
        };
    return new Example(layer, draw.normals(shape), 0);
  }

  private static Tensor train(Layer layer, Tensor x) {
    return layer.forward(x, Context.training(null));
  }

  private static void agree(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }

  /** In training each channel comes out with the mean β and the variance γ²·v/(v + ε). */
  @Property(tries = 60)
  void channelsHaveMeanZeroAndVarianceOneAfterBatchNorm(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    BatchNorm layer = new BatchNorm(DEVICE, 3);
    Tensor x = draw.tensor(new Shape(4, 3, 5, 2), z -> 2 + 3 * z);
    Tensor y = train(layer, x);
    agree(DEVICE.zeros(3), y.mean(0, 2, 3));
    Tensor v = variance(x, 0, 2, 3);
    agree(v.divide(v.add(1e-5)), variance(y, 0, 2, 3));
  }

  /** μ̃ and ṽ are moving averages of the batches' means and unbiased variances. */
  @Property(tries = 60)
  void runningStatisticsAreMovingAverages(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double m = draw.from(0, 8) / 8.0;
    BatchNorm layer = new BatchNorm(DEVICE, 2, m, 1e-5);
    double mean = 0;
    double spread = 1;
    for (int step = 0; step < 4; step++) {
      Tensor x = draw.tensor(new Shape(5, 2), z -> 1 + 2 * z);
      train(layer, x);
      double[] numbers = x.toArray();
      double mu = 0;
      for (int i = 0; i < 5; i++) {
        mu += numbers[2 * i + 1] / 5;
      }
      double v = 0;
      for (int i = 0; i < 5; i++) {
        v += (numbers[2 * i + 1] - mu) * (numbers[2 * i + 1] - mu) / 4;
      }
      mean = (1 - m) * mean + m * mu;
      spread = (1 - m) * spread + m * v;
    }
    // some 20 roundings in each of 4 steps, of numbers whose size stays below 10 and 400
    double u = 100 * 0x1p-53;
    assertThat(layer.state().get(0).value().toArray()[1]).isBetween(mean - 10 * u, mean + 10 * u);
    assertThat(layer.state().get(1).value().toArray()[1])
        .isBetween(spread - 400 * u, spread + 400 * u);
  }

  /** In inference the layer is affine, example by example, and changes no state. */
  @Property(tries = 60)
  void inferenceUsesTheRunningStatistics(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    BatchNorm layer = new BatchNorm(DEVICE, 2, 0.1, 0x1p-4);
    layer.parameters().get(0).set(3, -2);
    layer.parameters().get(1).set(0.5, 1);
    layer.state().get(0).set(1, -1);
    layer.state().get(1).set(4 - 0x1p-4, 0.25 - 0x1p-4);
    // numbers of few bits: γ/√(ṽ + ε) is 3/2 and −4, and all is exact
    Tensor x = draw.tensor(new Shape(3, 2, 2), z -> Math.rint(64 * z) / 64);
    double[] y = layer.forward(x, Context.INFERENCE).toArray();
    double[] numbers = x.toArray();
    for (int i = 0; i < y.length; i++) {
      boolean first = i / 2 % 2 == 0;
      double expected = first ? (numbers[i] - 1) * 1.5 + 0.5 : (numbers[i] + 1) * -4 + 1;
      assertThat(y[i]).isEqualTo(expected);
    }
    assertThat(layer.state().get(0).value().toArray()).containsExactly(1, -1);
  }

  /** One number in a channel says nothing about its variance: y = β, and no statistics. */
  @net.jqwik.api.Example
  void oneNumberIsNoStatistic() {
    BatchNorm layer = new BatchNorm(DEVICE, 2);
    layer.parameters().get(1).set(5, 6);
    assertThat(train(layer, DEVICE.matrix(new double[] {8, 9})).toArray()).containsExactly(5, 6);
    assertThat(layer.state().get(0).value().toArray()).containsExactly(0, 0);
    assertThat(layer.state().get(1).value().toArray()).containsExactly(1, 1);
  }

  /** The state of a model is that of its layers, in order, and is no parameter. */
  @net.jqwik.api.Example
  void stateIsFoundThroughTheModel() {
    BatchNorm one = new BatchNorm(DEVICE, 2);
    BatchNorm other = new BatchNorm(DEVICE, 3);
    Sequential model = new Sequential(one, new LayerNorm(DEVICE, 2), other);
    List<Parameter> expected =
        List.of(one.state().get(0), one.state().get(1), other.state().get(0), other.state().get(1));
    assertThat(model.state()).isEqualTo(expected);
    assertThat(model.parameters()).doesNotContainAnyElementsOf(expected);
  }

  /** Instance norm is batch norm of each example alone; group norm in one is layer norm. */
  @Property(tries = 60)
  void relatives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(1, 4, 3, 2));
    Tensor instance = train(GroupNorm.instanceNorm(DEVICE, 4), x);
    agree(train(new BatchNorm(DEVICE, 4), x), instance);
    agree(train(new GroupNorm(DEVICE, 4, 1), x), train(new LayerNorm(DEVICE, 4, 3, 2), x));
  }

  /** Layer and group norm treat each example by itself: to the bit the same in any company. */
  @Property(tries = 60)
  void examplesDoNotSeeEachOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(new Shape(3, 4, 2));
    for (Layer layer : List.of(new LayerNorm(DEVICE, 4, 2), new GroupNorm(DEVICE, 4, 2))) {
      double[] alone = train(layer, x.at(1).reshape(1, 4, 2)).toArray();
      assertThat(train(layer, x).at(1).toArray()).isEqualTo(alone);
    }
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    Tensor x = DEVICE.zeros(2, 3, 4);
    assertThatThrownBy(() -> train(new BatchNorm(DEVICE, 4), x))
        .hasMessage("BatchNorm 4 needs inputs of shape (batch, 4, …), got (2, 3, 4)");
    assertThatThrownBy(() -> train(new GroupNorm(DEVICE, 4, 2), x))
        .hasMessage("GroupNorm 4 in 2 needs inputs of shape (batch, 4, …), got (2, 3, 4)");
    assertThatThrownBy(() -> train(new LayerNorm(DEVICE, 2, 4), x))
        .hasMessage("LayerNorm (2, 4) needs inputs of shape (…, 2, 4), got (2, 3, 4)");
    assertThatThrownBy(() -> new GroupNorm(DEVICE, 4, 3))
        .hasMessage(
            "group normalisation needs channels that its groups divide,"
                + " got 4 channels and 3 groups");
    assertThatThrownBy(() -> new BatchNorm(DEVICE, 4, 1.5, 1e-5))
        .hasMessage("the momentum of running statistics must be in [0, 1], got 1.5");
  }
}
