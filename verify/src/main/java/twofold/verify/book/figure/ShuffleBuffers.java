package twofold.verify.book.figure;

import java.nio.file.Path;
import java.util.List;
import twofold.nn.pipeline.Dataset;

/** Where elements stand after a shuffle, over where they stood before it, for three buffers. */
final class ShuffleBuffers implements Figure {
  private static final int ELEMENTS = 200;
  private static final int[] BUFFERS = {5, 40, ELEMENTS};
  private static final long SEED = 1;

  private static final double SIDE = 200;
  private static final double LEFT = 40;
  private static final double TOP = 44;
  private static final double ACROSS = SIDE + 28;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(LEFT + BUFFERS.length * ACROSS, TOP + SIDE + 48);
    for (int k = 0; k < BUFFERS.length; k++) {
      panel(svg, LEFT + k * ACROSS, BUFFERS[k]);
    }
    svg.text(LEFT, TOP + SIDE + 34, "place before →", "soft");
    svg.text(8, 18, "place after ↑", "soft");
    return svg.toString();
  }

  private static void panel(Svg svg, double left, int buffer) {
    String name = buffer == ELEMENTS ? "room for all" : "a buffer of " + buffer;
    svg.text(left + SIDE, TOP - 10, name, "end strong");
    svg.lines(
        new double[] {left, left + SIDE, left + SIDE, left, left},
        new double[] {TOP, TOP, TOP + SIDE, TOP + SIDE, TOP},
        "grid");
    List<Integer> order = Dataset.range(ELEMENTS).shuffle(buffer, SEED).toList();
    for (int place = 0; place < ELEMENTS; place++) {
      double x = left + SIDE * (order.get(place) + 0.5) / ELEMENTS;
      double y = TOP + SIDE - SIDE * (place + 0.5) / ELEMENTS;
      svg.dot(x, y, "s0");
    }
  }
}
