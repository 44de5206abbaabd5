package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Im2col.conv2dByMatMul;
import static twofold.tensor.Im2col.im2col;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;

/** Theorems about {@code Im2col}. */
class Im2colProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(s, draw.normals(s.x()));
  }

  @Override
  protected Case special(Draw draw) {
    Convolutions s = Convolutions.draw(draw);
    return of(s, draw.specials(s.x()));
  }

  private static Case of(Convolutions s, Tensor x) {
    return new Case(in -> im2col(in.get(0), s.w().dim(2), s.w().dim(3), s.options()), x);
  }

  /** The direct form adds the same products in the same order: the same bits on the reference. */
  @Checks("convolution-definition")
  @Property(tries = 200)
  void theDirectFormIsAMatrixProduct(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Tensor x = draw.normals(s.x());
    Tensor w = draw.normals(s.w());
    Tensor product = conv2dByMatMul(x, w, s.options());
    assertThat(product.shape()).isEqualTo(s.geometry().output());
    assertThat(product.toArray()).isEqualTo(s.apply(x, w).toArray());
  }

  /** The hand-derived pullbacks equal those of the primitives, within the rounding of both. */
  @Property(tries = 100)
  void soAreItsGradients(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Convolutions s = Convolutions.draw(draw);
    Tensor x = draw.normals(s.x());
    Tensor w = draw.normals(s.w());
    Tensor g = draw.normals(s.geometry().output());
    List<Tensor> direct = Gradients.of(s.apply(x, w), g, List.of(x, w));
    List<Tensor> product = Gradients.of(conv2dByMatMul(x, w, s.options()), g, List.of(x, w));
    Duality.same(product.get(0), direct.get(0));
    Duality.same(product.get(1), direct.get(1));
  }

  @Example
  void aTextbookExample() {
    Tensor x = Device.reference().tensor(new Shape(1, 1, 3, 3), 1.0, 2, 3, 4, 5, 6, 7, 8, 9);
    Tensor columns = im2col(x, 2, 2, new Conv2d.Options());
    assertThat(columns.shape()).isEqualTo(new Shape(1, 4, 4));
    assertThat(columns.toArray()).containsExactly(1, 2, 4, 5, 2, 3, 5, 6, 4, 5, 7, 8, 5, 6, 8, 9);
    assertThatThrownBy(() -> im2col(x.at(0), 2, 2, new Conv2d.Options()))
        .hasMessageContaining("im2col")
        .hasMessageContaining("(1, 3, 3)");
  }
}
