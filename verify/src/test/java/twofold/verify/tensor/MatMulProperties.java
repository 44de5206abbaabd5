package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.simple.SimpleMatrix;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code MatMul}. */
class MatMulProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    int m = draw.extent();
    int k = draw.extent();
    int n = draw.extent();
    return of(draw, draw.normals(new Shape(m, k)), draw.normals(new Shape(k, n)));
  }

  @Override
  protected Case special(Draw draw) {
    int k = draw.extent();
    return of(
        draw,
        draw.tensor(new Shape(draw.extent(), k), z -> draw.chance(0.05) ? Double.NaN : z),
        draw.tensor(
            new Shape(k, draw.extent()), z -> draw.chance(0.05) ? Double.NEGATIVE_INFINITY : z));
  }

  private static Case of(Draw draw, Tensor a, Tensor b) {
    var lookA = draw.look(2);
    var lookB = draw.look(2);
    return new Case(x -> lookA.apply(x.get(0)).matMul(lookB.apply(x.get(1))), a, b);
  }

  /** Sizes around the edges of blocks, tiles and work groups, each operand transposed or not. */
  @Property(tries = 40)
  void largeProductsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int[] sizes = {1, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 100, 127, 130, 257};
    int m = sizes[draw.from(0, sizes.length - 1)];
    int k = sizes[draw.from(0, sizes.length - 1)];
    int n = sizes[draw.from(0, sizes.length - 1)];
    Twins.agree(of(draw, draw.normals(new Shape(m, k)), draw.normals(new Shape(k, n))));
  }

  /** An operand that was broadcast from a single row or column is read through strides of 0. */
  @Property(tries = 40)
  void broadcastOperandsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape a = new Shape(draw.from(2, 40), draw.from(2, 40));
    Shape b = new Shape(a.dim(1), draw.from(2, 40));
    Tensor row = draw.normals(new Shape(1, a.dim(1)));
    Tensor column = draw.normals(new Shape(b.dim(0), 1));
    Twins.agree(
        new Case(x -> x.get(0).broadcastTo(a).matMul(x.get(1).broadcastTo(b)), row, column));
  }

  /**
   * (AB)C and A(BC) differ by at most 2(γ_k + γ_l + γ_kγ_l)·|A||B||C|: each way rounds sums of k
   * and of l terms.
   */
  @Property(tries = 100)
  void associatesUpToRounding(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int k = draw.extent();
    int l = draw.extent();
    Tensor a = draw.normals(new Shape(draw.extent(), k));
    Tensor b = draw.normals(new Shape(k, l));
    Tensor c = draw.normals(new Shape(l, draw.extent()));
    double[] left = a.matMul(b).matMul(c).toArray();
    double[] right = a.matMul(b.matMul(c)).toArray();
    double[] terms = abs(a).matMul(abs(b)).matMul(abs(c)).toArray();
    double gk = Arithmetic.DOUBLE.gamma(k);
    double gl = Arithmetic.DOUBLE.gamma(l);
    for (int i = 0; i < left.length; i++) {
      assertThat(Math.abs(left[i] - right[i]))
          .isLessThanOrEqualTo(2.001 * (gk + gl + gk * gl) * terms[i]);
    }
  }

  /** (AB)ᵀ = BᵀAᵀ: the same products added in the same order, so the same bits on the reference. */
  @Property(tries = 100)
  void transposingSwapsTheFactors(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int k = draw.extent();
    Tensor a = draw.normals(new Shape(draw.extent(), k));
    Tensor b = draw.normals(new Shape(k, draw.extent()));
    assertThat(a.matMul(b).transpose().toArray())
        .isEqualTo(b.transpose().matMul(a.transpose()).toArray());
  }

  /** An independent library gives the same product, 2γ_k·|A||B| apart at most. */
  @Property(tries = 50)
  void agreesWithAnotherLibrary(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int m = draw.extent();
    int k = draw.extent();
    int n = draw.extent();
    Tensor a = draw.normals(new Shape(m, k));
    Tensor b = draw.normals(new Shape(k, n));
    SimpleMatrix expected =
        new SimpleMatrix(m, k, true, a.toArray()).mult(new SimpleMatrix(k, n, true, b.toArray()));
    double[] actual = a.matMul(b).toArray();
    double[] terms = abs(a).matMul(abs(b)).toArray();
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs(actual[i] - expected.get(i / n, i % n)))
          .isLessThanOrEqualTo(2 * Arithmetic.DOUBLE.gamma(k) * terms[i]);
    }
  }

  @Example
  void aProductOverNothingIsZero() {
    for (Device<?> device : Device.all()) {
      Tensor c = device.zeros(2, 0).matMul(device.zeros(0, 3));
      assertThat(c.toArray()).containsExactly(0, 0, 0, 0, 0, 0);
      assertThat(device.zeros(0, 2).matMul(device.zeros(2, 3)).shape()).isEqualTo(new Shape(0, 3));
    }
  }

  @Example
  void shapesThatDoNotFitAreNamed() {
    Device<?> device = Device.reference();
    assertThatThrownBy(() -> device.zeros(2, 3).matMul(device.zeros(2, 3)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "matMul needs (m, k) and (k, n), the inner extents equal; got (2, 3) and (2, 3)");
  }

  private static Tensor abs(Tensor x) {
    double[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return x.device().tensor(x.shape(), values);
  }
}
