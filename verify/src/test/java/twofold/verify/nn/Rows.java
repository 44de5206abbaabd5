package twofold.verify.nn;

import twofold.nn.layer.Normalise;
import twofold.tensor.Shape;
import twofold.verify.tensor.Draw;

/** Draws what normalisations are applied to. */
final class Rows {
  private Rows() {}

  /** A shape, and the rows of one of the four normalisations of it. */
  record Example(Shape shape, Normalise.Rows rows) {}

  static Example draw(Draw draw) {
    int batch = draw.from(2, 5);
    int channels = draw.chance(0.1) ? draw.from(65, 140) : 2 * draw.from(1, 3);
    int space = draw.chance(0.1) ? draw.from(33, 90) : draw.from(1, 6);
    return of(draw.from(0, 4), batch, channels, space);
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
      default ->
          new Example(
              new Shape(batch, channels, space + 1),
              new Normalise.Rows(1, batch * channels, space + 1, channels, space + 1));
    };
  }
}
