package twofold.nn.layer;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import twofold.tensor.Concat;
import twofold.tensor.Index;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Pooling over grids of a fixed number of cells, whatever the size of the picture: so a dense layer
 * can follow, and pictures need not be cut.
 *
 * <pre>
 *   For each level n the picture is covered by n × n cells,
 *     rows ⌊i·h/n⌋ … ⌈(i + 1)·h/n⌉ − 1        columns ⌊j·w/n⌋ … ⌈(j + 1)·w/n⌉ − 1
 *   and the largest number of every cell is taken, for each channel.
 *
 *   x: (batch, channels, height, width)        y: (batch, channels·Σ n²)
 *                                                          [He, Zhang, Ren & Sun 2014, section 2.2]
 * </pre>
 *
 * Cells are never empty; they overlap where n does not divide the extent.
 */
public final class SpatialPyramidPooling implements Layer {
  private final int[] levels;

  /** For example 1, 2, 4: 21 numbers for each channel. */
  public SpatialPyramidPooling(int... levels) {
    if (levels.length == 0 || Arrays.stream(levels).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException(
          "spatial pyramid pooling needs levels of 1 or more, got " + Arrays.toString(levels));
    }
    this.levels = levels.clone();
  }

  /** A fresh array of the levels. */
  public int[] levels() {
    return levels.clone();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "channels", "height", "width");
    List<Tensor> grids = new ArrayList<>();
    for (int n : levels) {
      grids.add(new Flatten().forward(grid(x, n, n), context));
    }
    return concat(grids, 1);
  }

  /** The largest number of each cell: (batch, channels, rows, columns). */
  static Tensor grid(Tensor x, int rows, int columns) {
    List<Tensor> cells = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        Tensor seen = x.at(all(), all(), part(x.dim(2), rows, i), part(x.dim(3), columns, j));
        cells.add(new GlobalMaxPooling2d().forward(seen, Context.INFERENCE));
      }
    }
    return Concat.stack(cells, 2).reshape(x.dim(0), x.dim(1), rows, columns);
  }

  /** The i-th of n parts that cover an axis. */
  private static Index part(int extent, int n, int i) {
    long from = (long) i * extent / n;
    long to = ((i + 1L) * extent + n - 1) / n;
    return range((int) from, (int) to);
  }

  @Override
  public String toString() {
    return "SpatialPyramidPooling " + Arrays.toString(levels);
  }
}
