package twofold.verify.book.figure;

import java.nio.file.Path;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
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

  private static final int ACROSS = 6;
  private static final int DOWN = 2;
  private static final int SIDE = 56; // squares across a picture
  private static final double SQUARE = 1.8;
  private static final double STEP = SIDE * SQUARE + 10;

  @Override
  public String svg(Path runs) {
    LabelledImages digits = StrokeDigits.draw(40, 1);
    Picture digit = Picture.of(digits, first(digits, 8));
    Svg svg = new Svg(10 + ACROSS * STEP, 10 + DOWN * STEP);
    for (int i = 0; i < ACROSS * DOWN; i++) {
      Picture one = i == 0 ? digit : WARP.apply(digit, RandomStreams.stream(1, i));
      double left = 10 + i % ACROSS * STEP;
      double top = 10 + i / ACROSS * STEP;
      svg.rect(left, top, SIDE * SQUARE, SIDE * SQUARE, i == 0 ? "cell" : "cell pale");
      draw(svg, Resize.bilinear(one, SIDE, SIDE), left, top, i == 0 ? "bar s1" : "bar s0");
    }
    return svg.toString();
  }

  private static int first(LabelledImages digits, int label) {
    int i = 0;
    while (digits.label(i) != label) {
      i++;
    }
    return i;
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
