package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twofold.nn.layer.Lambda;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code Examples}: chosen, joined, held out, predicted. */
class ExamplesTest {
  private static final Device<?> DEVICE = Device.reference();

  /** Numbers first, first + 1, …, each with its square. */
  private static ArrayExamples numbers(int first, int count) {
    double[] x = IntStream.range(first, first + count).asDoubleStream().toArray();
    Tensor column = DEVICE.tensor(new Shape(count, 1), x);
    return new ArrayExamples(column, column.multiply(column));
  }

  private static double[] inputs(Examples examples) {
    return examples.batch(DEVICE, examples.inOrder(), 0, examples.count()).inputs().toArray();
  }

  @Test
  void chosenAndJoined() {
    Examples some = numbers(0, 6).select(new int[] {5, 1, 1});
    assertThat(inputs(some)).containsExactly(5, 1, 1);
    Examples joined = some.and(numbers(10, 3));
    assertThat(joined.count()).isEqualTo(6);
    Examples.Batch batch = joined.batch(DEVICE, new int[] {4, 0, 5, 1, 3}, 1, 5);
    assertThat(batch.inputs().toArray()).containsExactly(5, 12, 1, 10);
    assertThat(batch.targets().toArray()).containsExactly(25, 144, 1, 100);
    assertThat(joined.batch(DEVICE, new int[] {4, 3}, 0, 2).inputs().toArray())
        .containsExactly(11, 10);
    assertThat(joined.batch(DEVICE, new int[] {2}, 0, 1).inputs().toArray()).containsExactly(1);
    assertThatThrownBy(() -> some.select(new int[] {3}))
        .hasMessage("the examples are 0 to 2, got 3");
  }

  /** Every example is on one side, and the same ones for the same seed. */
  @Test
  void heldOut() {
    Examples all = numbers(0, 10);
    Examples.Split split = all.holdOut(0.3, 7);
    assertThat(split.heldOut().count()).isEqualTo(3);
    double[] train = inputs(split.train());
    assertThat(train).isSorted();
    assertThat(IntStream.range(0, 10).mapToDouble(i -> i).toArray())
        .containsExactlyInAnyOrder(inputs(split.train().and(split.heldOut())));
    assertThat(inputs(all.holdOut(0.3, 7).train())).isEqualTo(train);
    assertThat(inputs(all.holdOut(0.3, 8).train())).isNotEqualTo(train);
    assertThat(all.holdOut(0, 1).heldOut().count()).isZero();
    assertThatThrownBy(() -> all.holdOut(1.5, 1))
        .hasMessage("the part to hold out must be 0 to 1, got 1.5");
  }

  @Test
  void tensorsOfOneLength() {
    assertThatThrownBy(() -> new ArrayExamples(DEVICE.zeros(3, 2), DEVICE.zeros(2, 1)))
        .hasMessage(
            "the first axis counts the examples, so all need the same; got (3, 2) and (2, 1)");
    ArrayExamples two =
        new ArrayExamples(
            List.of(DEVICE.zeros(3, 2), DEVICE.zeros(3)), List.of(DEVICE.zeros(3, 1)));
    Examples.Batch batch = two.batch(DEVICE, two.inOrder(), 0, 2);
    assertThat(batch.allInputs().get(1).shape()).isEqualTo(new Shape(2));
    assertThatThrownBy(batch::inputs)
        .hasMessage("a batch with one tensor of inputs was expected, got 2");
  }

  /** Also where it takes several batches. */
  @Test
  void predicted() {
    Lambda twice = new Lambda("twice", (x, context) -> x.multiply(2));
    Tensor y = Predict.predict(Device.cpu(), twice, numbers(0, 1234));
    assertThat(y.shape()).isEqualTo(new Shape(1234, 1));
    assertThat(y.device()).isSameAs(Device.cpu());
    assertThat(y.origin()).isNull();
    assertThat(y.toArray()).isEqualTo(IntStream.range(0, 1234).mapToDouble(i -> 2 * i).toArray());
    assertThatThrownBy(() -> Predict.predict(DEVICE, twice, numbers(0, 0)))
        .hasMessage("predictions need at least one example, got none");
  }

  /** What is made anew for each epoch still is, when it has been chosen from or joined. */
  @Test
  void madeAnew() {
    Examples anew =
        new Examples() {
          @Override
          public int count() {
            return 4;
          }

          @Override
          public Batch batch(Device<?> device, int[] order, int from, int to) {
            return numbers(0, 4).batch(device, order, from, to);
          }

          @Override
          public Examples epoch(long seed, int epoch) {
            return numbers(100 * epoch, 4);
          }
        };
    assertThat(inputs(anew.select(new int[] {2, 1}).epoch(7, 3))).containsExactly(302, 301);
    Examples joined = anew.holdOut(0.5, 1).train().and(numbers(10, 1)).epoch(7, 2);
    assertThat(inputs(joined)[0]).isGreaterThanOrEqualTo(200);
    assertThat(inputs(joined)[2]).isEqualTo(10);
  }
}
