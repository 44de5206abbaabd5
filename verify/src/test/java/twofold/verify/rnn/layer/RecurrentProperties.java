package twofold.verify.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.layer.DynamicLoop;
import twofold.rnn.layer.Lengths;
import twofold.rnn.layer.Recurrent;
import twofold.rnn.layer.RecurrentDropout;
import twofold.rnn.layer.SequenceLayer;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Recurrent}, {@code Lengths} and {@code DynamicLoop}. */
class RecurrentProperties extends LayerTheorems {

  static Cell cell(Draw draw, int inputs, int units) {
    return draw.chance(0.5)
        ? new LstmCell(Device.reference(), inputs, units, draw.random())
        : new SimpleRnnCell(Device.reference(), inputs, units, draw.random());
  }

  /** Sequences of 2 numbers a step, and how long each is. */
  record Padded(Tensor x, Lengths lengths) {

    static Padded draw(Draw draw) {
      int batch = draw.from(1, 5);
      int time = draw.from(1, 5);
      int[] lengths = new int[batch];
      for (int b = 0; b < batch; b++) {
        lengths[b] = draw.from(1, time);
      }
      return new Padded(draw.normals(new Shape(batch, time, 2)), new Lengths(lengths, time));
    }

    /** With other numbers in the place of padding, even NaN. */
    Padded withOtherPadding(Draw draw) {
      double[] numbers = x.toArray();
      for (int i = 0; i < numbers.length; i++) {
        if (i / 2 % x.dim(1) >= lengths.of(i / 2 / x.dim(1))) {
          numbers[i] = draw.chance(0.3) ? Double.NaN : 100 * draw.normal();
        }
      }
      return new Padded(x.device().tensor(x.shape(), numbers), lengths);
    }
  }

  @Override
  protected Example smooth(Draw draw) {
    Cell cell = cell(draw, 2, draw.from(1, 3));
    Recurrent layer = draw.chance(0.5) ? Recurrent.last(cell) : Recurrent.sequences(cell);
    if (draw.chance(0.5)) {
      double state = draw.chance(0.5) ? 0.25 : 0;
      layer = layer.withDropout(new RecurrentDropout(0.25, state, 0.25));
    }
    Tensor x = draw.normals(new Shape(draw.from(1, 3), draw.from(1, 3), 2));
    return new Example(layer, x, draw.from(1, 1000));
  }

  /** Static unrolling and the dynamic loop give the same outputs and last states. */
  @Property(tries = 100)
  void staticIsDynamic(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Padded s = Padded.draw(draw);
    Cell cell = cell(draw, 2, draw.from(1, 3));
    Function<Tensor, List<Tensor>> still =
        x -> {
          Tensor y = Recurrent.sequences(cell).forward(x, s.lengths, Context.INFERENCE);
          List<Tensor> all = new ArrayList<>(List.of(y.at(Index.all(), upTo(s))));
          all.add(Recurrent.last(cell).forward(x, s.lengths, Context.INFERENCE));
          all.addAll(s.lengths.last(cell.read(s.lengths.masked(x), cell.start(x.dim(0)))).parts());
          return all;
        };
    Function<Tensor, List<Tensor>> moving =
        x -> {
          var outcome = DynamicLoop.read(cell, x, s.lengths, cell.start(x.dim(0)));
          List<Tensor> all = new ArrayList<>(List.of(outcome.outputs()));
          all.add(outcome.last().output());
          all.addAll(outcome.last().parts());
          return all;
        };
    List<Tensor> expected = moving.apply(s.x);
    List<Tensor> actual = still.apply(s.x);
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      Tensor v = draw.normals(expected.get(k).shape());
      agree(expected.get(k), actual.get(k), running);
      List<Tensor> read = new ArrayList<>(List.of(s.x));
      cell.parameters().forEach(parameter -> read.add(parameter.value()));
      List<Tensor> expectedGradients = Gradients.of(expected.get(k), v, read);
      List<Tensor> actualGradients = Gradients.of(actual.get(k), v, read);
      for (int p = 0; p < read.size(); p++) {
        agree(expectedGradients.get(p), actualGradients.get(p), running);
      }
    }
  }

  private static Index upTo(Padded s) {
    return Index.to(s.lengths.longest());
  }

  private static void agree(Tensor expected, Tensor actual, RunningError running) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    double[] bound = running.of(expected).add(running.of(actual)).toArray();
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound)).isEmpty();
  }

  /** Padding never changes a valid output, nor a gradient: to the bit, on every device. */
  @Property(tries = 60)
  void paddingChangesNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Cell cell = cell(draw, 2, draw.from(1, 20));
    paddingChangesNothing(draw, Recurrent.sequences(cell), Recurrent.last(cell));
  }

  /** For layers that read 2 numbers a step. */
  static void paddingChangesNothing(Draw draw, SequenceLayer... layers) {
    Padded s = Padded.draw(draw);
    Padded other = s.withOtherPadding(draw);
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    for (Device<?> device : devices) {
      for (SequenceLayer layer : layers) {
        List<double[]> expected = outcome(layer, s, device);
        List<double[]> actual = outcome(layer, other, device);
        for (int k = 0; k < expected.size(); k++) {
          assertThat(actual.get(k))
              .as("outcome %d of %s on %s", k, layer, device)
              .isEqualTo(expected.get(k));
        }
      }
    }
  }

  /** Outputs, then the gradients of x and of all parameters; the outputs of padding are 0. */
  private static List<double[]> outcome(SequenceLayer layer, Padded s, Device<?> device) {
    List<Tensor> there = layer.parameters().stream().map(p -> p.value().to(device)).toList();
    return Parameter.substitute(
        layer.parameters(),
        there,
        () -> {
          Tensor x = s.x.to(device);
          Tensor y = layer.forward(x, s.lengths, Context.INFERENCE);
          if (y.rank() == 3) {
            Tensor padding = y.subtract(y.multiply(s.lengths.mask(device)));
            assertThat(padding.toArray()).containsOnly(0);
          }
          List<Tensor> read = new ArrayList<>(List.of(x));
          read.addAll(there);
          Tensor v = device.full(y.shape(), 0.75);
          List<double[]> all = new ArrayList<>(List.of(y.toArray()));
          Gradients.of(y, v, read).forEach(gradient -> all.add(gradient.toArray()));
          return all;
        });
  }

  /** Lengths may come as a second input. */
  @Property(tries = 30)
  void lengthsAreASecondInput(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Padded s = Padded.draw(draw);
    double[] lengths = new double[s.lengths.batch()];
    for (int b = 0; b < lengths.length; b++) {
      lengths[b] = s.lengths.of(b);
    }
    Recurrent layer = Recurrent.last(cell(draw, 2, 3));
    Tensor given = Device.reference().vector(lengths);
    assertThat(layer.forward(List.of(s.x, given), Context.INFERENCE).get(0).toArray())
        .isEqualTo(layer.forward(s.x, s.lengths, Context.INFERENCE).toArray());
  }
}
