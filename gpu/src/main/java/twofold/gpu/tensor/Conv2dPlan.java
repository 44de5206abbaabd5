package twofold.gpu.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.Conv2d;

/**
 * A convolution, or one of its gradients, as matrix products C = A·B of which B is never written
 * down: each of its elements is looked up in a picture when it is needed.
 *
 * <pre>
 *   y[b, o, r, c] = Σ w[o, q, m, n] · x[b, q, r·s + m·d − p, c·s + n·d − p]
 *
 *   A tap is one (q, m, n), a place is one (r, c). The row that is read is r·s − p of the place plus m·d
 *   of the tap, and so for the column, and so for the position in storage: each a sum of two numbers.
 *
 *                                    i   p            j            Aᵢₚ   Bₚⱼ           Cᵢⱼ
 *   {@link Conv2dGpu}                o   taps         b, places    w     x where both  y
 *   {@link Conv2dInputGradientGpu}   q   taps         b, places    w     g   say       x
 *   {@link Conv2dWeightGradientGpu}  o   b, places    taps         g     x             w
 * </pre>
 *
 * So one kernel does all three. It is given what p means and what j means, each a {@link Side}, and
 * as {@link Job}s where in storage the product of each group lies.
 *
 * @param rows rows of A and C, in every job
 * @param leftRow from one row of A to the next
 * @param targetRow from one row of C to the next
 * @param height rows of the pictures in which B is looked up; what is outside is 0
 * @param width columns of these pictures
 * @param inner what p means
 * @param outer what j means
 * @param jobs the products
 */
record Conv2dPlan(
    int rows,
    int leftRow,
    int targetRow,
    int height,
    int width,
    Side inner,
    Side outer,
    List<Job> jobs) {

  /**
   * What the numbers 0, 1, 2, … of one index of B mean: the lines of a table, for the first
   * picture, then for the second, and so on.
   *
   * <pre>
   *   a line:  position in the picture    row    column    position in A (of p) or in C (of j)
   * </pre>
   *
   * @param lines four numbers each
   * @param source from one picture to the next, where B is looked up
   * @param other from one picture to the next, in A or in C
   */
  record Side(int[] lines, int source, int other) {
    static final int LINE = 4;

    /** Taps are the same for all pictures. */
    static Side taps(List<int[]> lines) {
      return new Side(flat(lines), 0, 0);
    }

    static Side places(List<int[]> lines, int source, int other) {
      return new Side(flat(lines), source, other);
    }

    private static int[] flat(List<int[]> lines) {
      int[] numbers = lines.stream().flatMapToInt(Arrays::stream).toArray();
      return numbers.length > 0 ? numbers : new int[LINE]; // OpenCL knows no empty array
    }
  }

  /**
   * One product.
   *
   * @param left where A begins
   * @param source where the pictures begin
   * @param target where C begins
   * @param innerLine the first line of p = 0
   * @param innerLines after how many the next picture begins
   * @param first the first p
   * @param end one more than the last p
   * @param outerLine the first line of j = 0
   * @param outerLines after how many the next picture begins
   * @param columns how many j there are
   */
  record Job(
      int left,
      int source,
      int target,
      int innerLine,
      int innerLines,
      int first,
      int end,
      int outerLine,
      int outerLines,
      int columns) {
    static final int NUMBERS = 10;

    private IntStream numbers() {
      return IntStream.of(
          left, source, target, innerLine, innerLines, first, end, outerLine, outerLines, columns);
    }
  }

  /** All jobs, {@link Job#NUMBERS} each. */
  int[] jobNumbers() {
    return jobs.stream().flatMapToInt(Job::numbers).toArray();
  }

  /** The most columns of any job. */
  int widest() {
    return jobs.stream().mapToInt(Job::columns).max().orElse(0);
  }

  /** Line (q, m, n): how far from a place it reads, and the weight it is of the kernel. */
  static List<int[]> taps(Conv2d.Geometry s) {
    int kernelWidth = s.columns().kernel();
    int kernelSize = s.rows().kernel() * kernelWidth;
    return IntStream.range(0, s.terms())
        .mapToObj(
            p -> {
              int q = p / kernelSize;
              int i = p / kernelWidth % s.rows().kernel() * s.rows().dilation();
              int j = p % kernelWidth * s.columns().dilation();
              int position = (q * s.rows().extent() + i) * s.columns().extent() + j;
              return new int[] {position, i, j, p};
            })
        .toList();
  }

  /** Line (r, c): where its reading begins, which may be outside; and which place of y it is. */
  static List<int[]> places(Conv2d.Geometry s) {
    return IntStream.range(0, s.places())
        .mapToObj(
            t -> {
              int i = s.rows().at(t / s.columns().steps(), 0);
              int j = s.columns().at(t % s.columns().steps(), 0);
              return new int[] {i * s.columns().extent() + j, i, j, t};
            })
        .toList();
  }
}
