package twofold.verify.book.figure;

import java.nio.file.Path;
import twofold.math.RandomStreams;
import twofold.nn.data.StrokeDigits;
import twofold.nn.image.Picture;
import twofold.nn.image.RandomWarp;
import twofold.nn.image.Resize;

/** A digit, and eleven others that a random warp makes of it. */
final class WarpedDigit implements Figure {
  private static final RandomWarp WARP =
      RandomWarp.NONE
          .withRotation(12)
          .withShift(0.08)
          .withShear(0.2)
          .withZoom(0.85, 1.15)
          .withElastic(1.4, 4);

  /** The number of an 8 with some paper around it. */
  private static final int EIGHT = 29;

  private static final int ACROSS = 6;
  private static final int DOWN = 2;
  private static final int SIDE = 52; // squares across a picture
  private static final double SQUARE = 2;
  private static final double STEP = SIDE * SQUARE + 8;

  @Override
  public String svg(Path runs) {
    Picture digit = Picture.of(StrokeDigits.draw(EIGHT, 1, 1), 0);
    Svg svg = new Svg(8 + ACROSS * STEP, 8 + DOWN * STEP);
    for (int i = 0; i < ACROSS * DOWN; i++) {
      Picture one = i == 0 ? digit : WARP.apply(digit, RandomStreams.stream(1, i));
      double left = 8 + i % ACROSS * STEP;
      double top = 8 + i / ACROSS * STEP;
      svg.rect(left, top, SIDE * SQUARE, SIDE * SQUARE, i == 0 ? "cell" : "cell pale");
      draw(svg, Resize.bilinear(one, SIDE, SIDE), left, top, i == 0 ? "bar s1" : "bar s0");
    }
    return svg.toString();
  }

  /** What is more ink than paper, row by row as bars. */
  private static void draw(Svg svg, Picture picture, double left, double top, String look) {
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        int start = c;
        while (c < SIDE && picture.at(0, r, c) > 0.5) {
          c++;
        }
        if (c > start) {
          svg.rect(left + start * SQUARE, top + r * SQUARE, (c - start) * SQUARE, SQUARE, look);
        }
      }
    }
  }
}
