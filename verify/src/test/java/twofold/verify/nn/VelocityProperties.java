package twofold.verify.nn;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.optim.Velocity;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Velocity}. */
class VelocityProperties {

  /**
   * Each device's writing, from the same numbers: v within γ₃ of the sum of its absolute terms, and
   * θ, for v as it came out, within u·|θ′| + γ₄·(|a·v| + |b·g|).
   */
  @Property(tries = 150)
  void twinsAgreeWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.chance(0.05) ? 40_001 : draw.from(1, 300);
    double rate = Math.exp(draw.normal() - 3);
    double friction = draw.random().nextDouble();
    double a = draw.chance(0.5) ? 1 : draw.random().nextDouble();
    double b = draw.chance(0.5) ? 0 : rate;
    var c = new Velocity.Coefficients(friction, rate, a, b);
    Tensor p = draw.normals(new Shape(n));
    Tensor v = draw.normals(new Shape(n));
    Tensor g = draw.tensor(new Shape(n), z -> draw.chance(0.1) ? 0 : z * Math.exp(5 * z));
    double[] ps = p.toArray();
    double[] vs = v.toArray();
    double[] gs = g.toArray();
    for (Device<?> device : Twins.devices()) {
      Tensor[] there = {p.to(device), v.to(device), g.to(device)};
      Velocity.Kernel<Object> kernel = device.kernel(Velocity.Kernel.class);
      kernel.step(there[0].storage(), there[1].storage(), there[2].storage(), n, c);
      double[] newV = there[1].toArray();
      Arithmetic fl = Arithmetic.of(device);
      Expected velocities = new Expected(n);
      Expected parameters = new Expected(n);
      for (int i = 0; i < n; i++) {
        velocities.sum(i, friction * vs[i], -rate * gs[i], fl.gamma(3), 3 * fl.tiny());
        double exact = ps[i] + (a * newV[i] - b * gs[i]);
        double terms = Math.abs(a * newV[i]) + Math.abs(b * gs[i]);
        parameters.set(i, exact, fl.u() * Math.abs(exact) + fl.gamma(4) * terms + 3 * fl.tiny());
      }
      velocities.assertNear("v", newV, device);
      parameters.assertNear("θ", there[0].toArray(), device);
    }
  }
}
