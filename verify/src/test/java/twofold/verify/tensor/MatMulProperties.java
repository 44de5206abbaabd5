package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.ejml.simple.SimpleMatrix;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code MatMul}. */
@Checks("matmul-pullback")
class MatMulProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return batch(draw, draw.extent(), draw.extent(), draw.extent());
  }

  /** A product of two matrices, or of batches of them that broadcast. */
  private static Case batch(Draw draw, int m, int k, int n) {
    Shape batch = draw.chance(0.4) ? new Shape() : small(draw);
    Tensor a = draw.normals(joined(draw.thatGrowsTo(batch), m, k));
    Tensor b = draw.normals(joined(draw.thatGrowsTo(batch), k, n));
    return of(draw, a, b);
  }

  /** One or two axes. */
  private static Shape small(Draw draw) {
    return draw.chance(0.5) ? new Shape(draw.from(1, 4)) : new Shape(draw.from(1, 3), 2);
  }

  private static Shape joined(Shape batch, int... matrix) {
    return new Shape(IntStream.concat(IntStream.of(batch.dims()), IntStream.of(matrix)).toArray());
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
    var lookA = draw.look(a.rank());
    var lookB = draw.look(b.rank());
    return new Case(x -> lookA.apply(x.get(0)).matMul(lookB.apply(x.get(1))), a, b);
  }

  /** Sizes around the edges of blocks, tiles and work groups, each operand transposed or not. */
  @Checks("matmul-rounding")
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
  @Checks("matmul-definition")
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

  /**
   * A batch is one product for each of its matrices, the same bits on the reference: broadcast like
   * the axes of element-wise operations.
   */
  @Property(tries = 100)
  void aBatchIsAProductForEach(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Case x = batch(draw, draw.from(1, 4), draw.from(1, 4), draw.from(1, 4));
    Tensor a = x.inputs().get(0);
    Tensor b = x.inputs().get(1);
    Tensor c = x.function().apply(x.inputs());
    Shape batch = Shape.broadcast(withoutMatrix(a), withoutMatrix(b));
    assertThat(c.shape()).isEqualTo(joined(batch, a.dim(-2), b.dim(-1)));
    Tensor as = inARow(a, batch);
    Tensor bs = inARow(b, batch);
    Tensor cs = inARow(c, batch);
    for (int s = 0; s < batch.size(); s++) {
      assertThat(cs.at(s).toArray()).isEqualTo(as.at(s).matMul(bs.at(s)).toArray());
    }
  }

  private static Shape withoutMatrix(Tensor x) {
    return new Shape(Arrays.copyOf(x.shape().dims(), x.rank() - 2));
  }

  private static Tensor inARow(Tensor x, Shape batch) {
    int rows = x.dim(-2);
    int columns = x.dim(-1);
    return x.broadcastTo(joined(batch, rows, columns)).reshape(batch.size(), rows, columns);
  }

  /**
   * Long batches of small matrices and short ones of large matrices, on any number of threads: the
   * same bits.
   */
  @Property(tries = 15)
  void theNumberOfThreadsDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    boolean large = draw.chance(0.4);
    int batch = large ? draw.from(2, 20) : draw.from(2, 3000);
    int m = large ? draw.from(60, 90) : draw.from(1, 9);
    int k = large ? draw.from(100, 120) : draw.from(1, 9);
    int n = large ? draw.from(60, 90) : draw.from(1, 9);
    Case x = of(draw, draw.normals(new Shape(batch, m, k)), draw.normals(new Shape(batch, k, n)));
    Twins.agree(x);
    for (Device<?> device : List.of(Device.cpu(), Device.cpuPlain())) {
      List<Tensor> inputs = x.inputs().stream().map(input -> input.to(device)).toList();
      int threads = Parallel.threads();
      try {
        Parallel.setThreads(1);
        float[] alone = x.function().apply(inputs).toFloats();
        Parallel.setThreads(3);
        assertThat(x.function().apply(inputs).toFloats()).isEqualTo(alone);
      } finally {
        Parallel.setThreads(threads);
      }
    }
  }

  @Example
  void anEmptyBatchIsEmpty() {
    for (Device<?> device : Device.all()) {
      Tensor none = device.zeros(0, 2, 3);
      assertThat(none.matMul(device.zeros(3, 4)).shape()).isEqualTo(new Shape(0, 2, 4));
      assertThat(none.matMul(device.zeros(5, 1, 3, 4)).shape()).isEqualTo(new Shape(5, 0, 2, 4));
      assertThat(device.zeros(2, 3).matMul(device.zeros(0, 3, 4)).size()).isZero();
      Tensor nothing = device.zeros(2, 2, 0).matMul(device.zeros(2, 0, 3));
      assertThat(nothing.toArray()).hasSize(12).containsOnly(0);
      assertThat(device.zeros(2, 0, 3).matMul(device.zeros(2, 3, 2)).toArray()).isEmpty();
      Tensor b = device.tensor(new Shape(3, 4), new double[12]);
      assertThat(Gradients.of(none.matMul(b).sum(), b).toArray()).hasSize(12).containsOnly(0);
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
            "matMul needs (…, m, k) and (…, k, n), the inner extents equal;"
                + " got (2, 3) and (2, 3)");
    assertThatThrownBy(() -> device.zeros(3).matMul(device.zeros(3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageEndingWith("got (3) and (3, 2)");
    assertThatThrownBy(() -> device.zeros(4, 2, 3).matMul(device.zeros(5, 3, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "matMul of (4, 2, 3) and (5, 3, 2), leading axes: shapes (4) and (5) do not broadcast,"
                + " axis -1 has 4 against 5 and neither is 1");
  }

  private static Tensor abs(Tensor x) {
    double[] values = x.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return x.device().tensor(x.shape(), values);
  }
}
