package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import twofold.nn.layer.Normalise;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** Draws what normalisations are applied to, and asks on all devices what holds for all of them. */
public final class Rows {
  /** An ε so large that 1/√(v + ε) is smooth even where two numbers happen to be close. */
  static final double SMOOTH = 0.125;

  private Rows() {}

  /** A shape, and the rows of one of the four normalisations of it. */
  record Example(Shape shape, Normalise.Rows rows) {}

  static Example draw(Draw draw) {
    int batch = draw.from(2, 5);
    int channels = draw.chance(0.1) ? draw.from(65, 140) : 2 * draw.from(1, 3);
    int space = draw.chance(0.1) ? draw.from(33, 90) : draw.from(1, 6);
    return of(draw.from(0, 5), batch, channels, space);
  }

  /** More numbers than one thread takes at a time, in every way of sharing them. */
  static Example drawLarge(Draw draw) {
    return of(draw.from(0, 5), draw.from(17, 130), 2 * draw.from(50, 150), draw.from(1, 12));
  }

  static Example of(int kind, int batch, int channels, int space) {
    int even = channels - channels % 2;
    return switch (kind) {
      case 0 ->
          new Example(
              new Shape(batch, channels, space),
              new Normalise.Rows(batch, channels, space, channels, space));
      case 1 ->
          new Example(
              new Shape(batch, channels), new Normalise.Rows(batch, channels, 1, channels, 1));
      case 2 ->
          new Example(
              new Shape(batch, channels * space),
              new Normalise.Rows(1, batch, channels * space, channels * space, 1));
      case 3 ->
          new Example(
              new Shape(batch, even, space),
              new Normalise.Rows(1, 2 * batch, even / 2 * space, even, space));
      case 4 -> // rows that end within a channel, as those of no layer do
          new Example(
              new Shape(batch, 2, 3 * space),
              new Normalise.Rows(1, 3 * batch, 2 * space, 2, 3 * space));
      default ->
          new Example(
              new Shape(batch, channels, space + 1),
              new Normalise.Rows(1, batch * channels, space + 1, channels, space + 1));
    };
  }

  /** Two ways to compute the same in double, within the running errors of both. */
  public static void agree(Tensor expected, Tensor actual) {
    RunningError running = new RunningError(Arithmetic.DOUBLE);
    Tensor bound = running.of(expected).add(running.of(actual));
    assertThat(Twins.difference(expected.toArray(), actual.toArray(), bound.toArray())).isEmpty();
  }
}
