package twofold.verify.nn;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Moments;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Moments}. */
class MomentsProperties {

  /**
   * Each device's writing, from the same numbers: m within γ₃ and v within γ₄ of the sum of their
   * absolute terms, and θ, for m and v as they came out, within u·|θ′| + γ₃·|k·θ| + γ₉·s, or
   * without its second term and γ₈ where k = 1 and b = 0; nine more where quotients and roots are
   * those of OpenCL. Near 0 the smallest normal number, also divided by ε.
   */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.chance(0.05) ? 40_001 : draw.from(1, 300);
    Moments.Coefficients c = coefficients(draw);
    Tensor p = draw.normals(new Shape(n));
    Tensor m = draw.normals(new Shape(n));
    Tensor v = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * z);
    Tensor g = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * Math.exp(5 * z));
    double[] ps = p.toArray();
    double[] ms = m.toArray();
    double[] vs = v.toArray();
    double[] gs = g.toArray();
    for (Device<?> device : Twins.devices()) {
      Tensor[] there = {p.to(device), m.to(device), v.to(device), g.to(device)};
      Moments.Kernel<Object> kernel = device.kernel(Moments.Kernel.class);
      kernel.step(
          there[0].storage(), there[1].storage(), there[2].storage(), there[3].storage(), n, c);
      double[] newM = there[1].toArray();
      double[] newV = there[2].toArray();
      Arithmetic fl = Arithmetic.of(device);
      int roundings = (c.ofGradient() == 0 ? 8 : 9) + (device.name().equals("gpu") ? 9 : 0);
      double ofStep = fl.gamma(roundings) + Arithmetic.DOUBLE.gamma(20);
      double ofKept = c.keep() == 1 ? 0 : fl.gamma(3);
      Expected means = new Expected(n);
      Expected squares = new Expected(n);
      Expected parameters = new Expected(n);
      for (int i = 0; i < n; i++) {
        double gi = gs[i];
        means.sum(i, c.beta1() * ms[i], (1 - c.beta1()) * gi, fl.gamma(3), 3 * fl.tiny());
        double fresh = (1 - c.beta2()) * gi * gi;
        squares.sum(i, c.beta2() * vs[i], fresh, fl.gamma(4), (3 + Math.abs(gi)) * fl.tiny());
        double root = Math.sqrt(c.ofSquare() * newV[i]) + c.epsilon();
        double step = (c.ofMean() * newM[i] + c.ofGradient() * gi) / root;
        double terms = (Math.abs(c.ofMean() * newM[i]) + Math.abs(c.ofGradient() * gi)) / root;
        double exact = c.keep() * ps[i] - step;
        double error =
            fl.u() * Math.abs(exact) + ofKept * Math.abs(c.keep() * ps[i]) + ofStep * terms;
        parameters.set(i, exact, error + (3 + 2 / c.epsilon()) * fl.tiny());
      }
      means.assertNear("m", newM, device);
      squares.assertNear("v", newV, device);
      parameters.assertNear("θ", there[0].toArray(), device);
    }
  }

  private static Moments.Coefficients coefficients(Draw draw) {
    double rate = Math.exp(draw.normal() - 4);
    return new Moments.Coefficients(
        draw.chance(0.3) ? 0.9 : draw.random().nextDouble(),
        draw.chance(0.3) ? 0.999 : draw.random().nextDouble(),
        draw.chance(0.5) ? 1 : draw.random().nextDouble(),
        rate * (1 + draw.random().nextDouble()),
        draw.chance(0.5) ? 0 : rate * draw.random().nextDouble(),
        1 + 100 * draw.random().nextDouble(),
        draw.chance(0.5) ? 1e-8 : 0.01);
  }
}
