package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.AveragePool2d.averagePool2d;
import static twofold.tensor.UpSample2d.upSample2d;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code UpSample2d}. */
class UpSample2dProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.normals(picture(draw)));
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(picture(draw)));
  }

  private static Case of(Draw draw, Tensor x) {
    int down = draw.from(1, 3);
    int right = draw.from(1, 3);
    var look = draw.look(4);
    return new Case(in -> upSample2d(look.apply(in.get(0)), down, right), x);
  }

  private static Shape picture(Draw draw) {
    return new Shape(draw.from(1, 2), draw.from(1, 2), draw.from(1, 4), draw.from(1, 4));
  }

  /** Pooled again it is what it was; by max, without any rounding. */
  @Property(tries = 100)
  void poolingUndoesIt(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(picture(draw));
    int down = draw.from(1, 3);
    int right = draw.from(1, 3);
    MaxPool2d.Options options = new MaxPool2d.Options(down, right);
    Tensor y = upSample2d(x, down, right);
    assertThat(MaxPool2d.maxPool2d(y, options).toArray()).isEqualTo(x.toArray());
    Duality.same(x, averagePool2d(y, options));
  }

  @Example
  void aTextbookExample() {
    Tensor x = Device.reference().tensor(new Shape(1, 1, 1, 2), 1.0, 2);
    Tensor y = upSample2d(x, 2, 3);
    assertThat(y.shape()).isEqualTo(new Shape(1, 1, 2, 6));
    assertThat(y.toArray()).containsExactly(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2);
    assertThat(Gradients.of(y.sum(), x).toArray()).containsExactly(6, 6);
    assertThatThrownBy(() -> upSample2d(x, 0, 1))
        .hasMessageContaining("upSample2d")
        .hasMessageContaining("(1, 1, 1, 2), 0 and 1");
  }
}
