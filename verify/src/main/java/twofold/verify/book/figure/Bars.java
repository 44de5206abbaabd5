package twofold.verify.book.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * Bars from left to right, one below the other, each with its name before and its number behind.
 */
final class Bars {
  private static final double WIDTH = 680;
  private static final double LEFT = 190;
  private static final double RIGHT = WIDTH - 110;
  private static final double TOP = 40;
  private static final double STEP = 34;
  private static final double THICK = 20;

  private record Bar(String name, double value, String label, int series) {}

  private final String title;
  private final List<Bar> bars = new ArrayList<>();

  Bars(String title) {
    this.title = title;
  }

  /**
   * @param label the value as it is to be written
   * @param series the colour, 0 to 5: bars of one kind share it
   */
  Bars bar(String name, double value, String label, int series) {
    if (!(value >= 0) || series < 0 || series > 5) {
      throw new IllegalArgumentException(
          "bar " + name + " needs a value from 0 and a series from 0 to 5, got " + value);
    }
    bars.add(new Bar(name, value, label, series));
    return this;
  }

  String svg() {
    double largest = bars.stream().mapToDouble(Bar::value).max().orElseThrow();
    Svg svg = new Svg(WIDTH, TOP + bars.size() * STEP + 8);
    svg.text(8, 22, title, "soft");
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double top = TOP + i * STEP;
      double length = largest > 0 ? bar.value / largest * (RIGHT - LEFT) : 0;
      svg.text(LEFT - 10, top + 15, bar.name, "end");
      svg.rect(LEFT, top, Math.max(length, 1), THICK, "bar s" + bar.series);
      svg.text(LEFT + length + 8, top + 15, bar.label, "small");
    }
    return svg.toString();
  }
}
