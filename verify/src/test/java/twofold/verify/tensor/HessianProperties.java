package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Hessian;
import twofold.tensor.HessianVectorProduct;
import twofold.tensor.Shape;
import twofold.tensor.Tangents;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;

/** Theorems about {@code Hessian} and {@code HessianVectorProduct}. */
class HessianProperties {
  private static final Device<double[]> DEVICE = Device.reference();

  /** A random loss at a random point. */
  private record Point(Tensor x, Tensor loss) {
    static Point of(Draw draw) {
      Tensor x = draw.normals(new Shape(draw.from(1, 5)));
      return new Point(x, Programs.smooth(draw, x.size()).apply(x).sum());
    }
  }

  /** ⟨u, H·v⟩ = ⟨v, H·u⟩. [Schwarz] */
  @Property(tries = 200)
  void isSymmetric(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    Tensor u = draw.normals(p.x.shape());
    Tensor v = draw.normals(p.x.shape());
    Duality.same(
        HessianVectorProduct.of(p.loss, p.x, v).multiply(u).sum(),
        HessianVectorProduct.of(p.loss, p.x, u).multiply(v).sum());
  }

  /** Reverse over reverse is forward over reverse: H·v is the tangent of the gradient. */
  @Property(tries = 200)
  void theProductIsTheTangentOfTheGradient(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    Tensor v = draw.normals(p.x.shape());
    Duality.same(
        Tangents.of(Gradients.of(p.loss, p.x), p.x, v), HessianVectorProduct.of(p.loss, p.x, v));
  }

  /** H·v = H times v, within γₙ·|H||v| and the running errors of all that went in. */
  @Property(tries = 100)
  void theProductIsTheMatrixTimesTheVector(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Point p = Point.of(draw);
    int n = p.x.size();
    double[] h = Hessian.of(p.loss, p.x).toArray();
    double[] v = draw.normals(p.x.shape()).toArray();
    Tensor product = HessianVectorProduct.of(p.loss, p.x, DEVICE.vector(v));
    double[] actual = product.toArray();
    double[] bound = new RunningError(Arithmetic.DOUBLE).of(product).toArray();
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      Tensor row = HessianVectorProduct.of(p.loss, p.x, DEVICE.vector(unit));
      double[] ofRow = new RunningError(Arithmetic.DOUBLE).of(row).toArray();
      double sum = 0;
      double terms = 0;
      double passed = 0;
      for (int j = 0; j < n; j++) {
        sum += h[i * n + j] * v[j];
        terms += Math.abs(h[i * n + j] * v[j]);
        passed += ofRow[j] * Math.abs(v[j]);
      }
      assertThat(Math.abs(sum - actual[i]))
          .isLessThanOrEqualTo(2 * passed + bound[i] + Arithmetic.DOUBLE.gamma(n) * terms);
    }
  }

  /** ∇²(½xᵀAx) = ½(A + Aᵀ), to the bit for small whole numbers, on every device. */
  @Property(tries = 50)
  void ofAQuadraticFormItIsTheSymmetricPart(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 5);
    Tensor a = draw.tensor(new Shape(n, n), z -> Math.rint(3 * z));
    Tensor x = draw.tensor(new Shape(n, 1), z -> Math.rint(3 * z));
    double[] expected = a.add(a.transpose()).multiply(0.5).add(0).toArray(); // no −0
    for (Device<?> device : Device.all()) {
      Tensor there = x.to(device);
      Tensor loss = there.multiply(a.to(device).matMul(there)).sum().multiply(0.5);
      Tensor hessian = Hessian.of(loss, there);
      assertThat(hessian.shape()).isEqualTo(new Shape(n, 1, n, 1));
      assertThat(hessian.add(0).toArray()).isEqualTo(expected);
    }
  }

  /** Of two parameters the product holds the mixed derivatives: L = Σ x²y. */
  @Example
  void severalParametersAreOneLongOne() {
    Tensor x = DEVICE.vector(2, 3);
    Tensor y = DEVICE.vector(5, 7);
    Tensor loss = x.multiply(x).multiply(y).sum();
    List<Tensor> product =
        HessianVectorProduct.of(
            loss, List.of(x, y), List.of(DEVICE.vector(1, 0), DEVICE.vector(0, 1)));
    assertThat(product.get(0).toArray()).containsExactly(10, 6); // 2y·vx + 2x·vy
    assertThat(product.get(1).toArray()).containsExactly(4, 0); // 2x·vx
  }

  @Example
  void aLinearLossHasNone() {
    Tensor x = DEVICE.vector(1, 2);
    assertThat(Hessian.of(x.sum(), x).toArray()).containsExactly(0, 0, 0, 0);
  }
}
