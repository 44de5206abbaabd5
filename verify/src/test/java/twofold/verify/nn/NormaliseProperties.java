package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Variance.variance;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseParameterGradient;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Normalise}. */
class NormaliseProperties extends RowTheorems {
  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()), Rows.SMOOTH);
  }

  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.tensor(s.shape(), z -> draw.chance(0.02) ? 1 / (z - z) : z);
    Tensor large = draw.specials(s.shape());
    return of(draw, s, draw.chance(0.5) ? x : large, 1e-5);
  }

  @Override
  Case ordinary(Draw draw, Rows.Example s) {
    return of(draw, s, draw.normals(s.shape()), 1e-5);
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x, double epsilon) {
    var look = draw.look(x.rank());
    Shape channels = new Shape(s.rows().channels());
    return new Case(
        in -> new Normalise(look.apply(in.get(0)), in.get(1), in.get(2), s.rows(), epsilon).apply(),
        x,
        draw.normals(channels),
        draw.normals(channels));
  }

  /** γ·(x − mean)/√(variance + ε) + β in tensor operations. */
  private static Tensor composed(List<Tensor> in, Normalise.Rows s, double epsilon) {
    Tensor x = s.view(in.get(0));
    Tensor mean = x.mean(0, 2).reshape(1, -1, 1);
    Tensor deviation = sqrt(variance(x, 0, 2).reshape(1, -1, 1).add(epsilon));
    Tensor standard = x.subtract(mean).divide(deviation);
    return standard
        .reshape(-1, s.channels(), s.space())
        .multiply(in.get(1).reshape(-1, 1))
        .add(in.get(2).reshape(-1, 1))
        .reshape(in.get(0).shape());
  }

  /**
   * The fused writing is the composition of primitives, and so are its hand-derived gradients, of
   * order 1 and 2 and with respect to each input: within the running errors of both.
   */
  @Property(tries = 100)
  void isTheCompositionOfPrimitivesToOrderTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Shape channels = new Shape(s.rows().channels());
    List<Tensor> in =
        List.of(draw.normals(s.shape()), draw.normals(channels), draw.normals(channels));
    Tensor g = draw.normals(s.shape());
    List<Tensor> w = in.stream().map(each -> draw.normals(each.shape())).toList();
    Tensor fused = new Normalise(in.get(0), in.get(1), in.get(2), s.rows(), Rows.SMOOTH).apply();
    Tensor primitive = composed(in, s.rows(), Rows.SMOOTH);
    Rows.agree(primitive, fused);

    List<Tensor> actual = Gradients.of(fused, g.multiply(fused), in);
    List<Tensor> expected = Gradients.of(primitive, g.multiply(primitive), in);
    for (int k = 0; k < in.size(); k++) {
      Rows.agree(expected.get(k), actual.get(k));
      List<Tensor> second = Gradients.of(actual.get(k), w.get(k), in);
      List<Tensor> wanted = Gradients.of(expected.get(k), w.get(k), in);
      for (int j = 0; j < in.size(); j++) {
        Rows.agree(wanted.get(j), second.get(j));
      }
    }
  }

  /** Each row of x̂ has the mean 0 and the variance v/(v + ε), within the running error. */
  @Property(tries = 100)
  void rowsHaveMeanZeroAndVarianceOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.tensor(s.shape(), z -> 5 + 3 * z);
    Tensor ones = x.device().ones(s.rows().channels());
    Tensor zeros = x.device().zeros(s.rows().channels());
    double epsilon = 1e-5;
    Tensor y = s.rows().view(new Normalise(x, ones, zeros, s.rows(), epsilon).apply());
    Tensor v = variance(s.rows().view(x), 0, 2);
    Rows.agree(x.device().full(new Shape(s.rows().rows()), 0), y.mean(0, 2));
    Rows.agree(v.divide(v.add(epsilon)), variance(y, 0, 2));
  }

  /**
   * On every device, to the bit: what a row becomes does not depend on the other rows, nor on where
   * it lies.
   */
  @Property(tries = 20)
  void rowsDoNotSeeEachOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int features = draw.from(1, 700);
    int many = draw.from(2, 40);
    Tensor x = draw.normals(new Shape(many, features));
    Tensor gain = draw.normals(new Shape(features));
    for (Device<?> device : Twins.devices()) {
      double[] together = layerNorm(x.to(device), gain.to(device));
      for (int r = 0; r < many; r++) {
        double[] alone = layerNorm(x.at(r).reshape(1, features).to(device), gain.to(device));
        assertThat(Arrays.copyOfRange(together, r * features, (r + 1) * features)).isEqualTo(alone);
      }
    }
  }

  private static double[] layerNorm(Tensor x, Tensor gain) {
    Normalise.Rows rows = new Normalise.Rows(1, x.dim(0), x.dim(1), x.dim(1), 1);
    return new Normalise(x, gain, gain, rows, 1e-5).apply().toArray();
  }

  /** The gradients of gain and shift are two parts of one result, which is computed once. */
  @Example
  void parametersShareOneGradient() {
    Device<?> device = Device.reference();
    Normalise.Rows rows = new Normalise.Rows(1, 2, 3, 3, 1);
    Tensor x = device.matrix(new double[] {1, 2, 4}, new double[] {0, 5, 1});
    Tensor gain = device.vector(1, 2, 3);
    Tensor shift = device.vector(4, 5, 6);
    Tensor y = new Normalise(x, gain, shift, rows, 1e-5).apply();
    List<Tensor> gradients = Gradients.of(y, x, List.of(gain, shift));
    assertThat(
            gradients.stream()
                .flatMap(gradient -> Gradients.history(gradient).stream())
                .filter(z -> z.origin() instanceof NormaliseParameterGradient)
                .distinct())
        .hasSize(1);
  }

  /** No rows at all: an empty result, and gradients of 0. */
  @Example
  void nothingIsNormalisedToNothing() {
    for (Device<?> device : Device.all()) {
      for (int axis = 0; axis < 2; axis++) {
        Layer layer = axis == 0 ? new BatchNorm(device, 3) : new LayerNorm(device, 3);
        List<Tensor> parameters = layer.parameters().stream().map(Parameter::value).toList();
        Tensor x = device.zeros(0, 3);
        Tensor y = layer.forward(x, Context.training(null));
        assertThat(y.shape()).isEqualTo(new Shape(0, 3));
        assertThat(Gradients.of(y, y, List.of(x)).get(0).shape()).isEqualTo(x.shape());
        for (Tensor gradient : Gradients.of(y, y, parameters)) {
          assertThat(gradient.toArray()).containsExactly(0, 0, 0);
        }
      }
    }
  }

  /** A row of equal numbers has no direction: it becomes β, and its gradient stays finite. */
  @Example
  void aConstantRowBecomesTheShift() {
    for (Device<?> device : Device.all()) {
      Normalise.Rows rows = new Normalise.Rows(1, 1, 4, 4, 1);
      Tensor x = device.full(new Shape(1, 4), 7);
      Tensor shift = device.vector(1, 2, 3, 4);
      Tensor y = new Normalise(x, device.ones(4), shift, rows, 1e-5).apply();
      assertThat(y.toArray()).containsExactly(1, 2, 3, 4);
      for (double number : Gradients.of(y, device.ones(1, 4), List.of(x)).get(0).toArray()) {
        assertThat(number).isFinite();
      }
    }
  }

  @Example
  void refusesWhatMakesNoSense() {
    Device<?> device = Device.reference();
    Normalise.Rows rows = new Normalise.Rows(1, 2, 3, 3, 1);
    Tensor x = device.zeros(2, 3);
    Tensor three = device.zeros(3);
    assertThatThrownBy(() -> new Normalise(device.zeros(2, 4), three, three, rows, 1))
        .hasMessage("normalise needs 1 × 2 × 3 numbers, got shape (2, 4)");
    assertThatThrownBy(() -> new Normalise(x, device.zeros(2), three, rows, 1))
        .hasMessage("normalise needs gain of shape (3), got (2)");
    assertThatThrownBy(() -> new Normalise(x, three, device.zeros(3, 1), rows, 1))
        .hasMessage("normalise needs shift of shape (3), got (3, 1)");
    assertThatThrownBy(() -> new Normalise(x, three, three, device.zeros(3), rows, 1))
        .hasMessage("normalise needs moments of shape (2, 2), got (3)");
    assertThatThrownBy(() -> new Normalise(x, three, three, rows, 0))
        .hasMessage("the epsilon of a normalisation must be positive and finite, got 0.0");
  }
}
