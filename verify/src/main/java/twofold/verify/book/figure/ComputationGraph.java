package twofold.verify.book.figure;

import java.nio.file.Path;

/**
 * L = v²·x with v = x·w + 3, at x = 2 and w = −1: what was computed on the way, and below it what
 * came back.
 */
final class ComputationGraph implements Figure {
  private static final double WIDTH = 96;
  private static final double HEIGHT = 58;

  /** The middle of each node. */
  private enum Node {
    X("x", "2", "−3", 70, 74),
    W("w", "−1", "8", 70, 200),
    U("u = x·w", "−2", "4", 220, 168),
    V("v = u + 3", "1", "4", 370, 168),
    S("s = v·v", "1", "2", 520, 168),
    LOSS("L = s·x", "2", "1", 650, 74);

    final String name;
    final String value;
    final String gradient;
    final double x;
    final double y;

    Node(String name, String value, String gradient, double x, double y) {
      this.name = name;
      this.value = value;
      this.gradient = gradient;
      this.x = x;
      this.y = y;
    }
  }

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(724, 262);
    arrow(svg, Node.X, Node.U);
    arrow(svg, Node.W, Node.U);
    arrow(svg, Node.U, Node.V);
    arrow(svg, Node.V, Node.S);
    arrow(svg, Node.S, Node.LOSS);
    arrow(svg, Node.X, Node.LOSS);
    for (Node node : Node.values()) {
      double left = node.x - WIDTH / 2;
      double top = node.y - HEIGHT / 2;
      svg.rect(left, top, WIDTH, HEIGHT, "cell");
      svg.text(node.x, top + 23, node.name, "middle strong");
      svg.text(node.x, top + 45, node.value, "middle");
      svg.text(node.x, top - 8, node.gradient, "middle s1 strong");
    }
    svg.text(24, 252, "in the boxes: what was computed, from left to right", "small soft");
    svg.text(700, 252, "above them: the gradient, from right to left", "end small s1");
    return svg.toString();
  }

  /** From the border of one node to that of the other. */
  private static void arrow(Svg svg, Node from, Node to) {
    double x1 = from.x + WIDTH / 2;
    double x2 = to.x - WIDTH / 2;
    svg.arrow(x1, from.y, x2, to.y, "soft");
  }
}
