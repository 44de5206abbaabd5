package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Contractions.dot;
import static twofold.tensor.Contractions.outer;
import static twofold.tensor.Contractions.tensordot;
import static twofold.tensor.Einsum.einsum;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Einsum}. */
class EinsumProperties extends OperationTheorems {

  /** A formula of one to three operands over the letters a to e, and an extent for each letter. */
  private record Formula(List<String> inputs, String output, int[] extents) {

    static Formula draw(Draw draw) {
      int[] extents = IntStream.range(0, 5).map(k -> draw.from(1, 4)).toArray();
      List<String> inputs = new ArrayList<>();
      for (int k = draw.from(1, 3); k > 0; k--) {
        inputs.add(some(draw, "abcde", draw.from(0, 3), draw.chance(0.2)));
      }
      StringBuilder used = new StringBuilder();
      String.join("", inputs).chars().distinct().forEach(c -> used.append((char) c));
      String output = some(draw, used.toString(), draw.from(0, used.length()), false);
      return new Formula(inputs, output, extents);
    }

    private static String some(Draw draw, String letters, int count, boolean mayRepeat) {
      StringBuilder left = new StringBuilder(letters);
      StringBuilder some = new StringBuilder();
      for (int k = 0; k < count; k++) {
        int next = draw.from(0, left.length() - 1);
        some.append(left.charAt(next));
        if (!mayRepeat) {
          left.deleteCharAt(next);
        }
      }
      return some.toString();
    }

    Shape shape(String letters) {
      return new Shape(letters.chars().map(c -> extents[c - 'a']).toArray());
    }

    @Override
    public String toString() {
      return String.join(",", inputs) + "->" + output;
    }
  }

  @Override
  protected Case smooth(Draw draw) {
    Formula f = Formula.draw(draw);
    return of(draw, f, f.inputs.stream().map(term -> draw.normals(f.shape(term))).toList());
  }

  @Override
  protected Case special(Draw draw) {
    Formula f = Formula.draw(draw);
    return of(
        draw,
        f,
        f.inputs.stream()
            .map(term -> draw.tensor(f.shape(term), z -> draw.chance(0.05) ? Double.NaN : z))
            .toList());
  }

  private static Case of(Draw draw, Formula f, List<Tensor> inputs) {
    List<UnaryOperator<Tensor>> looks =
        inputs.stream().map(input -> draw.look(input.rank())).toList();
    return new Case(
        inputs,
        x ->
            einsum(
                f.toString(),
                IntStream.range(0, x.size())
                    .mapToObj(k -> looks.get(k).apply(x.get(k)))
                    .toArray(Tensor[]::new)));
  }

  /**
   * What the notation means: loops over all letters. Both are sums of the same terms, with at most
   * n roundings in each, n = number of terms + letters + operands: |difference| ≤ 2γₙ·Σ|terms|.
   */
  @Property(tries = 500)
  void isTheLoopOverAllLetters(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Formula f = Formula.draw(draw);
    Tensor[] x = f.inputs.stream().map(term -> draw.normals(f.shape(term))).toArray(Tensor[]::new);
    Tensor actual = einsum(f.toString(), x);
    Shape result = f.shape(f.output);
    assertThat(actual.shape()).as("%s", f).isEqualTo(result);
    List<double[]> numbers = IntStream.range(0, x.length).mapToObj(k -> x[k].toArray()).toList();
    String inner = String.join("", f.inputs).replaceAll("[" + f.output + " ]", "");
    StringBuilder letters = new StringBuilder(f.output);
    inner.chars().distinct().forEach(c -> letters.append((char) c));
    double[] expected = new double[result.size()];
    double[] terms = new double[result.size()];
    Shape all = f.shape(letters.toString());
    for (int i = 0; i < all.size(); i++) {
      int[] indices = Odometer.indices(all, i);
      double term = 1;
      for (int k = 0; k < x.length; k++) {
        int[] own = f.inputs.get(k).chars().map(c -> indices[indexOf(letters, c)]).toArray();
        term *= numbers.get(k)[Odometer.place(x[k].shape(), own)];
      }
      int place = i / (all.size() / result.size());
      expected[place] += term;
      terms[place] += Math.abs(term);
    }
    double gamma =
        Arithmetic.DOUBLE.gamma(all.size() / result.size() + letters.length() + x.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual.toArray()[i] - expected[i]))
          .as("element %d of %s", i, f)
          .isLessThanOrEqualTo(2.001 * gamma * terms[i]);
    }
  }

  private static int indexOf(StringBuilder letters, int letter) {
    return letters.indexOf(Character.toString(letter));
  }

  /** The operations it can say are the operations, to the bit. */
  @Property(tries = 100)
  void saysWhatOtherOperationsSay(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int batch = draw.from(1, 4);
    int n = draw.extent();
    Tensor a = draw.normals(new Shape(draw.from(1, 6), n));
    Tensor b = draw.normals(new Shape(n, draw.from(1, 6)));
    Tensor as = draw.normals(new Shape(batch, 3, n));
    Tensor bs = draw.normals(new Shape(batch, n, 2));
    Tensor u = draw.normals(new Shape(n));
    Tensor v = draw.normals(new Shape(n));
    same(einsum("ij,jk->ik", a, b), a.matMul(b));
    same(einsum("ij , jk", a, b), a.matMul(b));
    same(einsum("ij,kj->ik", a, b.transpose()), a.matMul(b));
    same(einsum("ij->ji", a), a.transpose());
    same(einsum("ba", a), a.transpose());
    same(einsum("ij->j", a), a.sum(0));
    same(einsum("ij->", a), a.sum());
    same(einsum("i,j->ij", u, v), outer(u, v));
    same(einsum("i,i->", u, v), dot(u, v));
    same(einsum("i,i->i", u, v), u.multiply(v));
    same(einsum("bij,bjk->bik", as, bs), as.matMul(bs));
    same(einsum("...ij,...jk", as, bs), as.matMul(bs));
    same(einsum("...ij->...ji", as), as.transpose(0, 2, 1));
    same(einsum("bij,jk->bik", as, b), as.matMul(b));
    same(einsum("bij,cj->bic", as, a), tensordot(as, a, new int[] {2}, new int[] {1}));
  }

  /** Axes behind the dots broadcast, like those of a batched product. */
  @Property(tries = 100)
  void dotsBroadcast(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Shape batch = new Shape(draw.from(1, 3), draw.from(1, 3), draw.from(1, 3));
    Tensor a = draw.normals(joined(draw.thatGrowsTo(batch), 2, 4));
    Tensor b = draw.normals(joined(draw.thatGrowsTo(batch), 4, 3));
    same(einsum("...ij,...jk->...ik", a, b), a.matMul(b));
    Tensor c = draw.normals(draw.thatGrowsTo(batch));
    Tensor d = draw.normals(draw.thatGrowsTo(batch));
    same(einsum("...,...", c, d), c.multiply(d));
  }

  private static Shape joined(Shape batch, int... matrix) {
    return new Shape(IntStream.concat(IntStream.of(batch.dims()), IntStream.of(matrix)).toArray());
  }

  private static void same(Tensor actual, Tensor expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.toArray()).isEqualTo(expected.toArray());
  }

  /** A letter twice in one operand: the diagonal; where strides can say it, without copying. */
  @Example
  void diagonals() {
    for (Device<?> device : Device.all()) {
      Tensor x = device.matrix(new double[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
      Tensor diagonal = einsum("ii->i", x);
      assertThat(diagonal.toArray()).containsExactly(1, 5, 9);
      assertThat(diagonal.storage()).isSameAs(x.storage());
      assertThat(einsum("ii", x).item()).isEqualTo(15);
      assertThat(einsum("ij,ji->", x, x).item()).isEqualTo(261);
      Tensor cube = device.tensor(new Shape(2, 2, 2), 1d, 2, 3, 4, 5, 6, 7, 8);
      assertThat(einsum("iii->i", cube).toArray()).containsExactly(1, 8);
      assertThat(einsum("iji->ij", cube).toArray()).containsExactly(1, 3, 6, 8);
      assertThat(einsum("ii->", device.zeros(0, 0)).item()).isZero();
      assertThat(Gradients.of(einsum("ii->", x), x).toArray())
          .containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1);
    }
  }

  @Example
  void emptyTensorsAndNumbers() {
    for (Device<?> device : Device.all()) {
      assertThat(einsum("ij,jk->ik", device.zeros(2, 0), device.zeros(0, 2)).toArray())
          .containsExactly(0, 0, 0, 0);
      assertThat(einsum("bij,bj->bi", device.zeros(0, 2, 3), device.zeros(0, 3)).shape())
          .isEqualTo(new Shape(0, 2));
      assertThat(einsum(",i->i", device.scalar(2), device.vector(1, 2)).toArray())
          .containsExactly(2, 4);
      assertThat(einsum("", device.scalar(3)).item()).isEqualTo(3);
    }
  }

  @Example
  void whatDoesNotFitIsNamed() {
    wrong("ij,jk->ik", "it names 2 operands, 1 are given", new Shape(2, 3));
    wrong("ij->i", "'ij' names 2 axes, shape (2) has 1", new Shape(2));
    wrong("i->i", "'i' names 1 axes, shape (2, 3) has 2", new Shape(2, 3));
    wrong("i1->i", "'i1' is not made of letters and at most one ...", new Shape(2, 3));
    wrong("i...j...", "'i...j...' is not made of letters and at most one ...", new Shape(2, 3));
    wrong("ij->ii", "letter i is twice in the output", new Shape(2, 3));
    wrong("ij->k", "letter k of the output is in no operand", new Shape(2, 3));
    wrong("...i->i", "the axes behind ... must be in the output too", new Shape(2, 3));
    wrong("ii->i", "letter i is 2, but 3 in operand 0 of shape (2, 3)", new Shape(2, 3));
    wrong(
        "ij,jk->ik",
        "letter j is 3, but 1 in operand 1 of shape (1, 2)",
        new Shape(2, 3),
        new Shape(1, 2));
    wrong(
        "...i,...i->...",
        "an axis behind ... is 2, but 3 in operand 1 of shape (3, 4)",
        new Shape(2, 4),
        new Shape(3, 4));
  }

  private static void wrong(String formula, String why, Shape... shapes) {
    Tensor[] x =
        IntStream.range(0, shapes.length)
            .mapToObj(k -> Device.reference().full(shapes[k], 0))
            .toArray(Tensor[]::new);
    assertThatThrownBy(() -> einsum(formula, x))
        .isInstanceOf(ShapeException.class)
        .hasMessage("einsum \"" + formula + "\": " + why);
  }
}
