package twofold.nn.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/**
 * Grey pictures of shapes that do not overlap, with a box around each: the smallest task for those
 * that have to find things, and not only to name them.
 *
 * <pre>
 *   A shape of size s has its box at rows top … top + s − 1 and columns left … left + s − 1. With
 *   x and y the centre of a pixel, counted from the corner of the box, the pixel belongs to
 *
 *     SQUARE      always
 *     CIRCLE      if (x − s/2)² + (y − s/2)² ≤ (s/2)²
 *     TRIANGLE    if |x − s/2| ≤ (y + ½)/2                     its tip is on top
 * </pre>
 *
 * Each of them touches all four sides of its box.
 *
 * @param side rows and columns of the picture
 * @param pixels 0 is paper; row by row; not to be changed
 * @param boxes of its shapes
 */
public record DrawnShapes(int side, byte[] pixels, List<Box> boxes) {

  /** What is drawn. */
  public enum Kind {
    SQUARE,
    CIRCLE,
    TRIANGLE;

    /** Whether the pixel with this centre belongs to the shape of this size. */
    boolean holds(double x, double y, int size) {
      double half = size / 2.0;
      return switch (this) {
        case SQUARE -> true;
        case CIRCLE -> (x - half) * (x - half) + (y - half) * (y - half) <= half * half;
        case TRIANGLE -> Math.abs(x - half) <= (y + 0.5) / 2;
      };
    }
  }

  /**
   * Where a shape is.
   *
   * @param top its first row
   * @param left its first column
   * @param size its rows and columns
   */
  public record Box(Kind kind, int top, int left, int size) {

    /** Whether it shares a pixel with another box. */
    public boolean overlaps(Box other) {
      return top < other.top + other.size
          && other.top < top + size
          && left < other.left + other.size
          && other.left < left + size;
    }
  }

  /** The smallest shape: below it, a circle is a square. */
  public static final int SMALLEST = 5;

  /** Places tried for a shape; if all are taken, the picture stays with one shape less. */
  private static final int TRIES = 50;

  public DrawnShapes {
    boxes = List.copyOf(boxes);
  }

  /**
   * Picture i of a seed.
   *
   * @param side rows and columns, at least 2·{@value #SMALLEST}
   * @param most shapes there may be, at least 1; how many there are is drawn
   */
  public static DrawnShapes draw(int side, int most, long seed, int i) {
    Require.that(side >= 2 * SMALLEST, "side must be at least " + 2 * SMALLEST + ", got " + side);
    Require.that(most >= 1, "there must be room for at least 1 shape, got " + most);
    RandomGenerator random = RandomStreams.stream(seed, i);
    byte[] pixels = new byte[side * side];
    List<Box> boxes = new ArrayList<>();
    int wanted = 1 + random.nextInt(most);
    for (int tries = TRIES; boxes.size() < wanted && tries > 0; tries--) {
      int size = SMALLEST + random.nextInt(side / 2 - SMALLEST + 1);
      Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
      int top = random.nextInt(side - size + 1);
      int left = random.nextInt(side - size + 1);
      Box box = new Box(kind, top, left, size);
      if (boxes.stream().noneMatch(box::overlaps)) {
        boxes.add(box);
        paint(box, pixels, side, (byte) (96 + random.nextInt(160)));
      }
    }
    return new DrawnShapes(side, pixels, boxes);
  }

  private static void paint(Box box, byte[] pixels, int side, byte grey) {
    for (int r = 0; r < box.size; r++) {
      for (int c = 0; c < box.size; c++) {
        if (box.kind.holds(c + 0.5, r + 0.5, box.size)) {
          pixels[(box.top + r) * side + box.left + c] = grey;
        }
      }
    }
  }

  /** The pixel at a row and a column, 0 to 255. */
  public int pixel(int row, int column) {
    return pixels[row * side + column] & 0xff;
  }

  /**
   * What one sees, in words: "a large circle", "a small square above a large circle", "a small
   * square and a large circle and a small triangle". Of two it says how the first one lies to the
   * second; large is from a third of the picture on.
   */
  public String caption() {
    if (boxes.size() != 2) {
      return String.join(" and ", boxes.stream().map(this::name).toList());
    }
    return name(boxes.get(0))
        + " "
        + relation(boxes.get(0), boxes.get(1))
        + " "
        + name(boxes.get(1));
  }

  private String name(Box box) {
    return (3 * box.size >= side ? "a large " : "a small ")
        + box.kind.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Along the axis on which their centres are further apart. */
  private static String relation(Box one, Box other) {
    int down = 2 * one.top + one.size - 2 * other.top - other.size;
    int right = 2 * one.left + one.size - 2 * other.left - other.size;
    if (Math.abs(down) >= Math.abs(right)) {
      return down < 0 ? "above" : "below";
    }
    return right < 0 ? "left of" : "right of";
  }

  /** The language of the captions. */
  public static Grammar captions() {
    return Grammar.of(
        """
        caption  = one | one relation one | many
        many     = one and one and one | one and many
        one      = a size shape
        size     = small | large
        shape    = square | circle | triangle
        relation = above | below | left of | right of
        """);
  }
}
