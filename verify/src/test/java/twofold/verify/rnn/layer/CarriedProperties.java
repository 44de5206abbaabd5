package twofold.verify.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.State;
import twofold.rnn.layer.Carried;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Carried}. */
class CarriedProperties {
  private static final Context TRAINING = Context.training(RandomStreams.of(1));

  /**
   * Window by window the outputs are those of the whole text, to the bit; and the gradient of a
   * window is that of reading it from a state that is merely given.
   */
  @Property(tries = 60)
  @Checks("rnn-truncated")
  void windowsMakeTheWhole(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int batch = draw.from(1, 3);
    int window = draw.from(1, 3);
    int windows = draw.from(1, 4);
    Tensor x = draw.normals(new Shape(batch, window * windows, 2));
    Cell cell = RecurrentProperties.cell(draw, 2, draw.from(1, 4));
    Carried layer = new Carried(cell, batch);
    List<Tensor> parameters = cell.parameters().stream().map(Parameter::value).toList();

    for (int pass = 0; pass < 2; pass++) {
      List<Tensor> parts = new ArrayList<>();
      State state = cell.start(batch);
      for (int w = 0; w < windows; w++) {
        Tensor part = x.at(all(), range(w * window, (w + 1) * window));
        Tensor y = layer.forward(part, TRAINING);
        var reading = cell.read(part, state);
        Tensor v = draw.normals(y.shape());
        List<Tensor> expected = Gradients.of(reading.outputs(), v, parameters);
        List<Tensor> actual = Gradients.of(y, v, parameters);
        for (int k = 0; k < parameters.size(); k++) {
          assertThat(actual.get(k).toArray()).isEqualTo(expected.get(k).toArray());
        }
        state = reading.last().stopGradient();
        parts.add(y);
      }
      assertThat(concat(parts, 1).toArray())
          .isEqualTo(cell.read(x, cell.start(batch)).outputs().toArray());
      layer.reset(); // and the text begins again
    }
  }

  /** A prediction starts from zeros and leaves what is carried alone. */
  @Property(tries = 30)
  void predictionsCarryNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Cell cell = RecurrentProperties.cell(draw, 2, 3);
    Carried layer = new Carried(cell, 2);
    layer.forward(draw.normals(new Shape(2, 3, 2)), TRAINING);
    List<double[]> before = layer.state().stream().map(p -> p.value().toArray()).toList();
    Tensor x = draw.normals(new Shape(5, 2, 2));
    assertThat(layer.forward(x, Context.INFERENCE).toArray())
        .isEqualTo(cell.read(x, cell.start(5)).outputs().toArray());
    List<double[]> after = layer.state().stream().map(p -> p.value().toArray()).toList();
    for (int k = 0; k < before.size(); k++) {
      assertThat(after.get(k)).isEqualTo(before.get(k));
    }
    assertThat(before.get(0)).isNotEqualTo(new double[6]);
  }

  @Example
  void theBatchMustBeTheSame() {
    Draw draw = new Draw(new SplittableRandom(1));
    Cell cell = RecurrentProperties.cell(draw, 2, 3);
    assertThatThrownBy(() -> new Carried(cell, 0))
        .hasMessage("at least 1 sequence must be carried along, got 0");
    assertThatThrownBy(
            () -> new Carried(cell, 2).forward(Device.reference().zeros(3, 1, 2), TRAINING))
        .hasMessageContaining("needs sequences of shape (2, time, 2), got (3, 1, 2)");
  }
}
