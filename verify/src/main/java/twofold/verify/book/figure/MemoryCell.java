package twofold.verify.book.figure;

import java.nio.file.Path;

/** The long short-term memory: a straight way for the memory, and three gates beside it. */
final class MemoryCell implements Figure {
  private static final double ROAD = 70;
  private static final double GATES = 210;
  private static final double FORGET = 150;
  private static final double IN = 320;
  private static final double SHOWN = 500;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(680, 292);
    svg.arrow(40, ROAD, 640, ROAD, "s0");
    svg.text(20, ROAD + 5, "c", "strong s0");
    svg.text(648, ROAD + 5, "c′", "strong s0");
    gate(svg, FORGET, "f", "forget gate");
    svg.arrow(FORGET, GATES - 18, FORGET, ROAD + 13, "soft");
    knot(svg, FORGET, ROAD, "×");
    gate(svg, IN - 50, "i", "input gate");
    gate(svg, IN + 50, "g", "what is new");
    svg.arrow(IN - 50, GATES - 18, IN - 9, ROAD + 79, "soft");
    svg.arrow(IN + 50, GATES - 18, IN + 9, ROAD + 79, "soft");
    knot(svg, IN, ROAD + 70, "×");
    svg.arrow(IN, ROAD + 58, IN, ROAD + 13, "soft");
    knot(svg, IN, ROAD, "+");
    gate(svg, SHOWN, "o", "output gate");
    svg.arrow(SHOWN, GATES - 18, SHOWN, ROAD + 83, "soft");
    svg.arrow(SHOWN, ROAD, SHOWN, ROAD + 57, "soft");
    svg.text(SHOWN + 10, ROAD + 36, "tanh", "small");
    knot(svg, SHOWN, ROAD + 70, "×");
    svg.arrow(SHOWN + 12, ROAD + 70, 640, ROAD + 70, "s1");
    svg.text(648, ROAD + 75, "h′", "strong s1");
    svg.text(
        IN,
        282,
        "each gate, and what is new, sees x and h through weights of its own",
        "middle small soft");
    svg.text(40, 30, "no weights and no squashing on this way", "small s0");
    return svg.toString();
  }

  private static void gate(Svg svg, double x, String name, String purpose) {
    svg.rect(x - 24, GATES - 18, 48, 36, "cell");
    svg.text(x, GATES + 5, name, "middle strong");
    svg.text(x, GATES + 36, purpose, "middle small");
  }

  private static void knot(Svg svg, double x, double y, String sign) {
    svg.rect(x - 12, y - 12, 24, 24, "cell pale");
    svg.text(x, y + 6, sign, "middle large");
  }
}
