package twofold.tensor;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution is a matrix product: write what the kernel sees at each place as a column, and the
 * kernels as rows.
 *
 * <pre>
 *   im2col(x)  (batch, channels·kernelHeight·kernelWidth, rows·columns)
 *     column (r, c) holds x[b, q, r·s + m·d − p, c·s + n·d − p] for all q, m, n
 *
 *   y[b] = W·im2col(x)[b]        W: (outChannels, channels·kernelHeight·kernelWidth), which is w
 *
 *   a 3×3 picture and a 2×2 kernel: four places, four columns
 *
 *     a b c        a b d e        what weight (0, 0) sees
 *     d e f        b c e f        (0, 1)
 *     g h i        d e g h        (1, 0)
 *                  e f h i        (1, 1)
 * </pre>
 *
 * The m, n-th weight of a kernel sees, over all places, the padded picture in steps of the stride
 * from (m·d, n·d) on: a {@link Slice}. So im2col is kernelHeight·kernelWidth slices, stacked - and
 * needs no pullback of its own. Here it is for reading and as a witness; {@link Columns} does the
 * same for {@link Conv2d} without copies in between.
 */
public final class Im2col {
  private Im2col() {}

  /** What a kernel of this height and width sees, column by column. */
  public static Tensor im2col(Tensor x, int kernelHeight, int kernelWidth, Conv2d.Options options) {
    if (x.rank() != 4 || kernelHeight < 1 || kernelWidth < 1) {
      throw new ShapeException(
          "im2col needs x (batch, channels, height, width) and kernel extents of 1 or more;"
              + " got %s and %d × %d",
          x.shape(), kernelHeight, kernelWidth);
    }
    // region im2col
    Sliding rows = options.rows("im2col", x.dim(2), kernelHeight);
    Sliding columns = options.columns("im2col", x.dim(3), kernelWidth);
    Pad.Width none = Pad.by(0, 0);
    Tensor padded = Pad.pad(x, 0, none, none, width(rows), width(columns));
    List<Tensor> slices = new ArrayList<>();
    for (int m = 0; m < kernelHeight; m++) {
      for (int n = 0; n < kernelWidth; n++) {
        slices.add(padded.at(Index.all(), Index.all(), seenBy(rows, m), seenBy(columns, n)));
      }
    }
    Tensor stacked = Concat.stack(slices, 2);
    return stacked.reshape(
        x.dim(0), x.dim(1) * kernelHeight * kernelWidth, rows.steps() * columns.steps());
    // endregion
  }

  /** As many places around as some window reaches. */
  private static Pad.Width width(Sliding s) {
    int last = s.at(s.steps() - 1, s.kernel() - 1);
    return Pad.by(s.before(), Math.max(0, last + 1 - s.extent()));
  }

  private static Index.Range seenBy(Sliding s, int k) {
    int first = k * s.dilation(); // counted in the padded picture
    return Index.range(first, first + (s.steps() - 1) * s.stride() + 1, s.stride());
  }

  /** {@link Conv2d#conv2d} written as matrix products. */
  public static Tensor conv2dByMatMul(Tensor x, Tensor w, Conv2d.Options options) {
    Conv2d.Geometry s = Conv2d.Geometry.of("conv2d", x.shape(), w.shape(), options);
    int n = s.batch() * s.places();
    Tensor seen = im2col(x, s.rows().kernel(), s.columns().kernel(), options);
    Tensor side = seen.transpose(1, 0, 2).reshape(s.groups() * s.terms(), n);
    Tensor kernels = w.reshape(s.groups() * s.outputs(), s.terms());
    List<Tensor> made = new ArrayList<>();
    for (int g = 0; g < s.groups(); g++) {
      Tensor own = kernels.at(Index.range(g * s.outputs(), (g + 1) * s.outputs()));
      made.add(own.matMul(side.at(Index.range(g * s.terms(), (g + 1) * s.terms()))));
    }
    return Concat.concat(made, 0)
        .reshape(s.groups() * s.outputs(), s.batch(), s.rows().steps(), s.columns().steps())
        .transpose(1, 0, 2, 3);
  }
}
