package twofold.tensor;

import java.util.Arrays;

/**
 * Which elements of a shape a {@link Slice} sees and a {@link Place} fills: along each axis some
 * places in equal steps.
 *
 * <pre>
 *   part[i₀, i₁, …]  =  whole[start₀ + i₀·step₀, start₁ + i₁·step₁, …]
 * </pre>
 *
 * No two elements of the part are one of the whole.
 */
public final class Window {
  private final Shape whole;
  private final int[] starts;
  private final int[] steps;
  private final Shape part;

  private Window(Shape whole, int[] starts, int[] steps, int[] counts) {
    this.whole = whole;
    this.starts = starts;
    this.steps = steps;
    this.part = new Shape(counts);
  }

  /** One range for each axis. */
  public static Window of(Shape whole, Index.Range... ranges) {
    if (ranges.length != whole.rank()) {
      throw new ShapeException(
          "a window on shape %s needs %d ranges, got %d", whole, whole.rank(), ranges.length);
    }
    int[] starts = new int[ranges.length];
    int[] steps = new int[ranges.length];
    int[] counts = new int[ranges.length];
    for (int axis = 0; axis < ranges.length; axis++) {
      starts[axis] = ranges[axis].start(whole.dim(axis));
      steps[axis] = ranges[axis].step();
      counts[axis] = ranges[axis].count(whole.dim(axis));
    }
    return new Window(whole, starts, steps, counts);
  }

  /** A range along one axis, the whole of all others. */
  public static Window along(Shape whole, int axis, Index.Range range) {
    Index.Range[] ranges = new Index.Range[whole.rank()];
    Arrays.fill(ranges, Index.all());
    ranges[whole.axis(axis)] = range;
    return of(whole, ranges);
  }

  /** The shape that is looked at. */
  public Shape whole() {
    return whole;
  }

  /** The shape of what is seen. */
  public Shape part() {
    return part;
  }

  int start(int axis) {
    return starts[axis];
  }

  int step(int axis) {
    return steps[axis];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Window window
        && whole.equals(window.whole)
        && part.equals(window.part)
        && Arrays.equals(starts, window.starts)
        && Arrays.equals(steps, window.steps);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {whole, part, Arrays.hashCode(starts)});
  }

  @Override
  public String toString() {
    return part
        + " of "
        + whole
        + " from "
        + Arrays.toString(starts)
        + " in steps of "
        + Arrays.toString(steps);
  }
}
