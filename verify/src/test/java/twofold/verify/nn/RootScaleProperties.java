package twofold.verify.nn;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.RootScale;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code RootScale}. */
class RootScaleProperties {

  /**
   * Each device's writing, from the same numbers: s within γ₄ of the sum of its absolute terms, and
   * θ, for s as it came out, within u·|θ′| + γ₇·|step|; γ₁₆ where quotients and roots are those of
   * OpenCL. Near 0 the smallest normal number, also divided by ε.
   */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.chance(0.05) ? 40_001 : draw.from(1, 300);
    double rate = Math.exp(draw.normal() - 4);
    double rho = draw.random().nextDouble();
    double epsilon = draw.chance(0.5) ? 1e-8 : 0.01;
    boolean isMean = draw.chance(0.5);
    var c = new RootScale.Coefficients(isMean ? rho : 1, isMean ? 1 - rho : 1, rate, epsilon);
    Tensor p = draw.normals(new Shape(n));
    Tensor s = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * z);
    Tensor g = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * Math.exp(5 * z));
    double[] ps = p.toArray();
    double[] ss = s.toArray();
    double[] gs = g.toArray();
    for (Device<?> device : Twins.devices()) {
      Tensor[] there = {p.to(device), s.to(device), g.to(device)};
      RootScale.Kernel<Object> kernel = device.kernel(RootScale.Kernel.class);
      kernel.step(there[0].storage(), there[1].storage(), there[2].storage(), n, c);
      double[] newS = there[1].toArray();
      Arithmetic fl = Arithmetic.of(device);
      double ofStep = fl.gamma(device.name().equals("gpu") ? 16 : 7) + Arithmetic.DOUBLE.gamma(20);
      Expected squares = new Expected(n);
      Expected parameters = new Expected(n);
      for (int i = 0; i < n; i++) {
        double fresh = c.fresh() * gs[i] * gs[i];
        double near0 = (3 + Math.abs(gs[i])) * fl.tiny();
        squares.sum(i, c.keep() * ss[i], fresh, fl.gamma(4), near0);
        double step = rate * gs[i] / (Math.sqrt(newS[i]) + epsilon);
        double exact = ps[i] - step;
        double error = fl.u() * Math.abs(exact) + ofStep * Math.abs(step);
        parameters.set(i, exact, error + (2 + 1 / epsilon) * fl.tiny());
      }
      squares.assertNear("s", newS, device);
      parameters.assertNear("θ", there[0].toArray(), device);
    }
  }
}
