package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Pad.by;
import static twofold.tensor.Pad.pad;
import static twofold.tensor.Pad.padEdge;
import static twofold.tensor.Pad.padReflect;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Pad.Width;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code Pad}. */
class PadProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(draw.shape()));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(draw.shape()));
  }

  private static Case of(Draw draw, Tensor x) {
    var look = draw.look(x.rank());
    Width[] widths = widths(draw, x.rank());
    int mode = draw.from(0, 2);
    return new Case(in -> padded(look.apply(in.get(0)), mode, widths), x);
  }

  private static Tensor padded(Tensor x, int mode, Width... widths) {
    return switch (mode) {
      case 0 -> pad(x, 0.1, widths);
      case 1 -> padEdge(x, widths);
      default -> padReflect(x, widths);
    };
  }

  private static Width[] widths(Draw draw, int rank) {
    return IntStream.range(0, rank)
        .mapToObj(k -> draw.chance(0.3) ? by(0, 0) : by(draw.from(0, 3), draw.from(0, 3)))
        .toArray(Width[]::new);
  }

  private static Tensor interior(Tensor padded, Shape shape, Width... widths) {
    Index[] ranges = new Index[widths.length];
    for (int k = 0; k < ranges.length; k++) {
      ranges[k] = Index.range(widths[k].before(), widths[k].before() + shape.dim(k));
    }
    return padded.at(ranges);
  }

  /** Inside is x, in every mode; and the adjoint of padding with a number is cropping. */
  @Property(tries = 200)
  void theInteriorIsXAndTheAdjointCrops(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Width[] widths = widths(draw, x.rank());
    for (int mode = 0; mode < 3; mode++) {
      Tensor y = padded(x, mode, widths);
      assertThat(interior(y, x.shape(), widths).toArray()).isEqualTo(x.toArray());
    }
    Tensor y = pad(x, 7, widths);
    Tensor v = draw.normals(y.shape());
    Tensor gradient = Gradients.of(y.multiply(v).sum(), x);
    assertThat(gradient.toArray()).isEqualTo(interior(v, x.shape(), widths).toArray());
  }

  /**
   * Edge: no place repeats but the outermost. Reflect: walking over an end is walking back, y[first
   * − i] = y[first + i] and y[last + i] = y[last − i] as far as both are there.
   */
  @Property(tries = 200)
  void theBorderIsWhatItShouldBe(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 6);
    Tensor x = draw.normals(new Shape(n));
    Width width = by(draw.from(0, 9), draw.from(0, 9));
    double[] edge = padEdge(x, width).toArray();
    double[] mirror = padReflect(x, width).toArray();
    int first = width.before();
    int last = first + n - 1;
    for (int k = 0; k < edge.length; k++) {
      assertThat(edge[k]).isEqualTo(edge[Math.max(first, Math.min(last, k))]);
    }
    for (int i = 0; i < mirror.length; i++) {
      if (first - i >= 0 && first + i < mirror.length) {
        assertThat(mirror[first - i]).isEqualTo(mirror[first + i]);
      }
      if (last - i >= 0 && last + i < mirror.length) {
        assertThat(mirror[last - i]).isEqualTo(mirror[last + i]);
      }
    }
  }

  @Example
  void theTextbookExamples() {
    Tensor x = Device.reference().vector(1, 2, 3);
    assertThat(pad(x, 0, by(2, 3)).toArray()).containsExactly(0, 0, 1, 2, 3, 0, 0, 0);
    assertThat(padEdge(x, by(2, 3)).toArray()).containsExactly(1, 1, 1, 2, 3, 3, 3, 3);
    assertThat(padReflect(x, by(2, 3)).toArray()).containsExactly(3, 2, 1, 2, 3, 2, 1, 2);
    assertThat(pad(Device.reference().zeros(0), 5, by(1, 1)).toArray()).containsExactly(5, 5);
    assertThatThrownBy(() -> padEdge(Device.reference().zeros(0), by(1, 1)))
        .hasMessageContaining("axis 0");
    assertThatThrownBy(() -> pad(x, 0)).hasMessageContaining("(3)");
    assertThatThrownBy(() -> by(-1, 0)).hasMessageContaining("-1");
  }
}
