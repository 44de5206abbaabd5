package twofold.tensor.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Create.arange;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.range;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** The examples of the chapter "Tensors and shapes". */
class TensorsAndShapesTest {
  private final Device<double[]> device = Device.reference();

  @Test
  void aWeekOfTemperatures() {
    // region week
    Tensor week = device.matrix(new double[][] {{3, 9, 4}, {1, 7, 5}}); // 2 days, 3 readings each
    Tensor perDay = week.mean(1); // over the readings: one number a day
    Tensor warmest = week.max(); // over everything
    // endregion
    assertThat(week.shape()).hasToString("(2, 3)");
    assertThat(perDay.toArray()).containsExactly(16.0 / 3, 13.0 / 3);
    assertThat(warmest.item()).isEqualTo(9);
    assertThat(warmest.shape()).hasToString("()");
  }

  @Test
  void aTransposeMovesNothing() {
    // region transpose
    Tensor x = arange(device, 6).reshape(2, 3);
    Tensor t = x.transpose();
    // endregion
    assertThat(x.layout()).hasToString("(2, 3) at 0 with strides [3, 1]");
    assertThat(t.layout()).hasToString("(3, 2) at 0 with strides [1, 3]");
    assertThat(t.storage()).isSameAs(x.storage());
    assertThat(t.toArray()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void partsAreViews() {
    Tensor x = arange(device, 12).reshape(3, 4);
    // region parts
    Tensor row = x.at(1); // 4 5 6 7
    Tensor column = x.at(all(), range(2, 3)); // 2 6 10, still a matrix
    Tensor inner = x.at(from(1), range(1, -1)); // rows 1 and 2 without their ends
    Tensor upsideDown = x.at(all().by(-1)); // the last row first
    // endregion
    assertThat(row.toArray()).containsExactly(4, 5, 6, 7);
    assertThat(column.shape()).hasToString("(3, 1)");
    assertThat(column.toArray()).containsExactly(2, 6, 10);
    assertThat(inner.toArray()).containsExactly(5, 6, 9, 10);
    assertThat(upsideDown.toArray()).startsWith(8, 9, 10, 11).endsWith(0, 1, 2, 3);
    assertThat(upsideDown.layout()).hasToString("(3, 4) at 8 with strides [-4, 1]");
    for (Tensor part : new Tensor[] {row, column, inner, upsideDown}) {
      assertThat(part.storage()).isSameAs(x.storage());
    }
  }

  @Test
  void someReshapesMustCopy() {
    // region copies
    Tensor x = arange(device, 6).reshape(2, 3);
    Tensor flat = x.transpose().reshape(6); // 0 3 1 4 2 5: no stride can say that
    // endregion
    assertThat(flat.storage()).isNotSameAs(x.storage());
    assertThat(flat.toArray()).containsExactly(0, 3, 1, 4, 2, 5);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    Tensor x = arange(device, 6).reshape(2, 3);
    assertThatThrownBy(() -> x.reshape(4, -1))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("(2, 3)");
    assertThat(Arrays.stream(x.reshape(-1).shape().dims()).toArray()).containsExactly(6);
  }
}
