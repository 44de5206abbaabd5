package twofold.tensor.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Reshape.expandDims;

import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** The examples of the chapter "Broadcasting". */
class BroadcastingTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void aColumnMeetsARow() {
    // region table
    Tensor column = device.vector(0, 10, 20).reshape(3, 1);
    Tensor row = device.vector(1, 2, 3, 4); // (4)
    Tensor table = column.add(row); // (3, 4)
    // endregion
    assertThat(table.toArray()).containsExactly(1, 2, 3, 4, 11, 12, 13, 14, 21, 22, 23, 24);
  }

  @Test
  void standardising() {
    Tensor x = device.matrix(new double[][] {{1, 10}, {2, 30}, {3, 20}});
    // region standardise
    Tensor centred = x.subtract(x.mean(0)); // (3, 2) minus (2): every row loses the same row
    // endregion
    assertThat(centred.toArray()).containsExactly(-1, -10, 0, 10, 1, 0);
  }

  @Test
  void distances() {
    Tensor p = device.matrix(new double[][] {{0, 0}, {3, 4}});
    Tensor q = device.matrix(new double[][] {{0, 0}, {0, 4}, {3, 0}});
    // region distances
    Tensor difference = expandDims(p, 1).subtract(q); // (n, 1, d) minus (m, d): (n, m, d)
    Tensor squared = difference.multiply(difference).sum(2); // (n, m)
    // endregion
    assertThat(squared.toArray()).containsExactly(0, 16, 9, 25, 9, 16);
  }

  @Test
  void nothingIsCopied() {
    // region stride
    Tensor row = device.vector(1, 2, 3, 4);
    Tensor seen = row.broadcastTo(new Shape(1000, 4));
    // endregion
    assertThat(seen.storage()).isSameAs(row.storage());
    assertThat(seen.layout()).hasToString("(1000, 4) at 0 with strides [0, 1]");
  }

  @Test
  void theGradientIsASum() {
    // region gradient
    Tensor bias = device.vector(1, 2);
    Tensor y = device.zeros(3, 2).add(bias);
    Tensor slope = Gradients.of(y.sum(), bias); // 3 3: each number was read by three rows
    // endregion
    assertThat(slope.toArray()).containsExactly(3, 3);
  }

  @Test
  void theTrap() {
    // region trap
    Tensor predicted = device.zeros(100, 1);
    Tensor wanted = device.zeros(100);
    Tensor error = predicted.subtract(wanted); // (100, 100), and no complaint
    // endregion
    assertThat(error.shape()).hasToString("(100, 100)");
    assertThatThrownBy(() -> device.zeros(1, 1, 2).add(device.zeros(3)))
        .hasMessageContaining("(1, 1, 2) and (3) do not broadcast");
  }
}
