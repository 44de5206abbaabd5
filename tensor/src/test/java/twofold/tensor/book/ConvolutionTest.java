package twofold.tensor.book;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Conv2d.conv2d;
import static twofold.tensor.Create.arange;
import static twofold.tensor.Im2col.im2col;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Convolution". */
class ConvolutionTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void anEdge() {
    // region edge
    Tensor picture =
        device.tensor(
            new Shape(1, 1, 4, 6),
            new double[] {
              0, 0, 0, 1, 1, 1,
              0, 0, 0, 1, 1, 1,
              0, 0, 0, 1, 1, 1,
              0, 0, 0, 1, 1, 1
            });
    Tensor kernel = device.tensor(new Shape(1, 1, 1, 2), new double[] {-1, 1});
    Tensor edges = conv2d(picture, kernel); // 1 where brightness rises to the right
    // endregion
    assertThat(edges.shape()).hasToString("(1, 1, 4, 5)");
    assertThat(edges.toArray())
        .containsExactly(0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void sizes() {
    Tensor x = device.zeros(1, 3, 28, 28);
    Tensor w = device.zeros(8, 3, 3, 3);
    // region sizes
    Tensor valid = conv2d(x, w); // 26 × 26: the window stays inside
    Tensor same = conv2d(x, w, new Conv2d.Options().withPadding(Padding.same())); // 28 × 28
    Tensor halved = conv2d(x, w, new Conv2d.Options().withStride(2)); // 13 × 13
    Tensor wide = conv2d(x, w, new Conv2d.Options().withDilation(2)); // 24 × 24: the window spans 5
    // endregion
    assertThat(List.of(valid, same, halved, wide).stream().map(y -> y.dim(-1)).toList())
        .containsExactly(26, 28, 13, 24);
  }

  @Test
  void columns() {
    // region columns
    Tensor x = arange(device, 9).reshape(1, 1, 3, 3);
    Tensor seen = im2col(x, 2, 2, new Conv2d.Options()); // (1, 4, 4): four weights, four places
    // endregion
    assertThat(seen.toArray()).containsExactly(0, 1, 3, 4, 1, 2, 4, 5, 3, 4, 6, 7, 4, 5, 7, 8);
  }

  @Test
  void gradients() {
    // region gradients
    Tensor x = arange(device, 9).reshape(1, 1, 3, 3);
    Tensor w = device.ones(1, 1, 2, 2);
    Tensor y = conv2d(x, w);
    List<Tensor> slopes = Gradients.of(y.sum(), List.of(x, w));
    // endregion
    assertThat(slopes.get(0).toArray()).containsExactly(1, 2, 1, 2, 4, 2, 1, 2, 1);
    assertThat(slopes.get(1).toArray()).containsExactly(8, 12, 20, 24);
  }
}
