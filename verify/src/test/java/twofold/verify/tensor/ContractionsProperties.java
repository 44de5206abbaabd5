package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Contractions.dot;
import static twofold.tensor.Contractions.outer;
import static twofold.tensor.Contractions.tensordot;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about dot, outer and tensordot. */
class ContractionsProperties extends OperationTheorems {

  /** Two tensors of which some axes, anywhere, have equal extents. */
  private record Operands(Tensor a, Tensor b, int[] axesA, int[] axesB) {

    static Operands draw(Draw draw, double nan) {
      int summed = draw.from(0, 2);
      int[] extents = IntStream.range(0, summed).map(k -> draw.from(1, 5)).toArray();
      int[] dimsA =
          IntStream.range(0, summed + draw.from(0, 2)).map(k -> draw.from(1, 5)).toArray();
      int[] dimsB =
          IntStream.range(0, summed + draw.from(0, 2)).map(k -> draw.from(1, 5)).toArray();
      int[] placesA = RandomStreams.permutation(dimsA.length, draw.random());
      int[] placesB = RandomStreams.permutation(dimsB.length, draw.random());
      for (int k = 0; k < summed; k++) {
        dimsA[placesA[k]] = extents[k];
        dimsB[placesB[k]] = extents[k];
      }
      return new Operands(
          draw.tensor(new Shape(dimsA), z -> draw.chance(nan) ? Double.NaN : z),
          draw.normals(new Shape(dimsB)),
          Arrays.copyOf(placesA, summed),
          Arrays.copyOf(placesB, summed));
    }

    Tensor product() {
      return tensordot(a, b, axesA, axesB);
    }
  }

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, Operands.draw(draw, 0));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, Operands.draw(draw, 0.05));
  }

  private static Case of(Draw draw, Operands o) {
    var lookA = draw.look(o.a.rank());
    var lookB = draw.look(o.b.rank());
    int[] fromTheEnd = IntStream.of(o.axesB).map(axis -> axis - o.b.rank()).toArray();
    return new Case(
        x -> tensordot(lookA.apply(x.get(0)), lookB.apply(x.get(1)), o.axesA, fromTheEnd),
        o.a,
        o.b);
  }

  /**
   * Each element is the sum over the slices that share the summed indices, in double off by γₙ of
   * its terms at most, and so is the loop: |difference| ≤ 2γₙ·Σ|a||b|.
   */
  @Property(tries = 200)
  void isTheSumOverTheSharedIndices(@ForAll long seed) {
    Operands o = Operands.draw(new Draw(new SplittableRandom(seed)), 0);
    Tensor c = o.product();
    int n = IntStream.of(o.axesA).map(o.a::dim).reduce(1, (p, q) -> p * q);
    double[] numbers = c.toArray();
    double[] expected = new double[numbers.length];
    double[] terms = new double[numbers.length];
    double[] a = o.a.toArray();
    double[] b = o.b.toArray();
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        int[] p = Odometer.indices(o.a.shape(), i);
        int[] q = Odometer.indices(o.b.shape(), j);
        if (IntStream.range(0, o.axesA.length).allMatch(k -> p[o.axesA[k]] == q[o.axesB[k]])) {
          int place = Odometer.place(c.shape(), kept(p, o.axesA), kept(q, o.axesB));
          expected[place] += a[i] * b[j];
          terms[place] += Math.abs(a[i] * b[j]);
        }
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      assertThat(Math.abs(numbers[i] - expected[i]))
          .isLessThanOrEqualTo(2.001 * Arithmetic.DOUBLE.gamma(n) * terms[i]);
    }
  }

  private static int[] kept(int[] indices, int... without) {
    return IntStream.range(0, indices.length)
        .filter(k -> IntStream.of(without).noneMatch(axis -> axis == k))
        .map(k -> indices[k])
        .toArray();
  }

  /** ⟨a, b⟩ = ⟨b, a⟩ and a⊗b = (b⊗a)ᵀ: products commute to the bit; trace(a⊗b) = ⟨a, b⟩ in γₙ. */
  @Property(tries = 100)
  void theTwoProductsOfVectors(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.normals(new Shape(draw.extent()));
    Tensor b = draw.normals(a.shape());
    assertThat(dot(a, b).item()).isEqualTo(dot(b, a).item());
    assertThat(outer(a, b).toArray()).isEqualTo(outer(b, a).transpose().toArray());
    assertThat(dot(a, b).shape()).isEqualTo(new Shape());
    double trace = 0;
    double terms = 0;
    for (int i = 0; i < a.size(); i++) {
      double term = outer(a, b).at(i, i).item();
      trace += term;
      terms += Math.abs(term);
    }
    assertThat(Math.abs(trace - dot(a, b).item()))
        .isLessThanOrEqualTo(2.001 * Arithmetic.DOUBLE.gamma(a.size()) * terms);
  }

  /** Over the last axis of one and the first of the other, tensordot is the matrix product. */
  @Property(tries = 50)
  void overOneAxisItIsTheMatrixProduct(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor a = draw.normals(new Shape(draw.extent(), draw.extent()));
    Tensor b = draw.normals(new Shape(a.dim(1), draw.extent()));
    assertThat(tensordot(a, b, new int[] {1}, new int[] {0}).toArray())
        .isEqualTo(a.matMul(b).toArray());
  }

  @Example
  void theTextbookExamples() {
    for (Device<?> device : Device.all()) {
      Tensor a = device.vector(1, 2, 3);
      Tensor b = device.vector(4, 5, 6);
      assertThat(dot(a, b).item()).isEqualTo(32);
      assertThat(outer(a, b.at(0).reshape(1)).toArray()).containsExactly(4, 8, 12);
      assertThat(dot(device.vector(), device.vector()).item()).isZero();
      assertThat(outer(a, device.vector()).shape()).isEqualTo(new Shape(3, 0));
      assertThat(tensordot(device.zeros(2, 0), device.zeros(0), new int[] {1}, new int[] {0}))
          .satisfies(zero -> assertThat(zero.toArray()).containsExactly(0, 0));
    }
  }

  @Example
  void whatDoesNotFitIsNamed() {
    Tensor x = Device.reference().zeros(2, 3);
    Tensor v = Device.reference().zeros(3);
    assertThatThrownBy(() -> dot(x, v))
        .isInstanceOf(ShapeException.class)
        .hasMessage("dot needs two vectors of equal length, got (2, 3) and (3)");
    assertThatThrownBy(() -> outer(x, v)).hasMessage("outer needs two vectors, got (2, 3) and (3)");
    assertThatThrownBy(() -> tensordot(x, v, new int[] {0}, new int[] {-1}))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "tensordot sums over axes of equal extents;"
                + " axes [0] of (2, 3) have (2), axes [-1] of (3) have (3)");
    assertThatThrownBy(() -> tensordot(x, x, new int[] {1, -1}, new int[] {1, 1}))
        .hasMessage("tensordot: an axis of shape (2, 3) is named twice in [1, -1]");
    assertThatThrownBy(() -> tensordot(x, v, new int[] {2}, new int[] {0}))
        .hasMessageContaining("axis 2");
  }
}
