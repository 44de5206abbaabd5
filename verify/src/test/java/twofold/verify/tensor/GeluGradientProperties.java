package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Gelu.gelu;
import static twofold.tensor.GeluGradient.geluGradient;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code GeluGradient}. */
class GeluGradientProperties extends BinaryTheorems {

  @Override
  Tensor apply(Tensor a, Tensor b) {
    return geluGradient(a, b);
  }

  @Override
  double drawA(double z) {
    return 3 * z;
  }

  /** It is what Gelu's pullback gives, to the bit, on every device. */
  @Property(tries = 50)
  void isTheGradientOfGelu(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape shape = draw.shape();
    Tensor drawn = draw.tensor(shape, this::drawA);
    Tensor g = draw.normals(shape);
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      Tensor back = Gradients.of(gelu(x), g.to(device), List.of(x)).get(0);
      assertThat(back.toArray()).isEqualTo(geluGradient(x, g.to(device)).toArray());
    }
  }

  /** s(x) + s(−x) = 1: what is added on one side of 0 is taken away on the other. */
  @Property(tries = 100)
  void theSlopesOnBothSidesAreOneTogether(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(new Shape(50), this::drawA);
    Tensor one = Device.reference().ones(50);
    for (Device<?> device : Device.all()) {
      Tensor bound =
          new RunningError(Arithmetic.of(device))
              .of(geluGradient(x, one).add(geluGradient(x.negate(), one)));
      Tensor there = x.to(device);
      Tensor ones = one.to(device);
      double[] actual = geluGradient(there, ones).add(geluGradient(there.negate(), ones)).toArray();
      assertThat(Twins.difference(one.toArray(), actual, bound.toArray())).isEmpty();
    }
  }

  /** An element's result does not depend on where it stands, also beyond one block. */
  @Example
  void blocksAreTheResultOfTheirParts() {
    Tensor x = new Draw(new SplittableRandom(1)).tensor(new Shape(5003), this::drawA);
    Tensor g = new Draw(new SplittableRandom(2)).normals(new Shape(5003));
    for (Device<?> device : Twins.devices()) {
      Tensor whole = geluGradient(x.to(device), g.to(device));
      for (int from = 0; from < 5003; from += 997) {
        int to = Math.min(from + 997, 5003);
        double[] a = java.util.Arrays.copyOfRange(x.toArray(), from, to);
        double[] b = java.util.Arrays.copyOfRange(g.toArray(), from, to);
        assertThat(geluGradient(device.vector(a), device.vector(b)).toArray())
            .isEqualTo(java.util.Arrays.copyOfRange(whole.toArray(), from, to));
      }
    }
  }

  /** Far out x² overflows a float; the second derivative is 0 there all the same. */
  @Example
  void secondDerivativesFarOutAreZero() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.vector(-1e30, -1000, 1000, 1e30);
      Tensor slope = Gradients.of(gelu(x).sum(), x);
      assertThat(slope.toArray()).containsExactly(0, 0, 1, 1);
      assertThat(Gradients.of(slope.sum(), x).toArray())
          .usingComparatorWithPrecision(0.0)
          .containsExactly(0, 0, 0, 0);
    }
  }
}
