package twofold.nn.layer;

import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Concat;
import twofold.tensor.Index;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Regions of interest, each pooled to a grid of the same size: the largest number of every cell.
 *
 * <pre>
 *   A region of h × w whole pixels is covered by rows × columns cells as a picture is in
 *   {@link SpatialPyramidPooling}.
 *
 *   x: (batch, channels, height, width)       y: (regions, channels, rows, columns)
 *                                                                      [Girshick 2015, section 2.1]
 * </pre>
 */
public final class RoiPooling {
  private RoiPooling() {}

  /** Some whole pixels of one picture of the batch: rows top to bottom − 1, columns alike. */
  public record Region(int picture, int top, int left, int bottom, int right) {
    public Region {
      if (picture < 0 || top < 0 || left < 0 || top >= bottom || left >= right) {
        throw new IllegalArgumentException(
            "a region needs 0 <= top < bottom and 0 <= left < right, got picture "
                + picture
                + ", "
                + top
                + " to "
                + bottom
                + " and "
                + left
                + " to "
                + right);
      }
    }
  }

  public static Tensor roiPool(Tensor x, List<Region> regions, int rows, int columns) {
    require("roiPool", x, regions.stream().mapToInt(Region::picture).toArray());
    if (rows < 1 || columns < 1) {
      throw new ShapeException(
          "roiPool needs at least 1 row and 1 column, got %d and %d", rows, columns);
    }
    List<Tensor> pooled = new ArrayList<>();
    for (Region r : regions) {
      if (r.bottom > x.dim(2) || r.right > x.dim(3)) {
        throw new ShapeException("%s reaches beyond the pictures of %s", r, x.shape());
      }
      Index picture = range(r.picture, r.picture + 1);
      Tensor part = x.at(picture, all(), range(r.top, r.bottom), range(r.left, r.right));
      pooled.add(SpatialPyramidPooling.grid(part, rows, columns));
    }
    return Concat.concat(pooled, 0);
  }

  static void require(String what, Tensor x, int[] pictures) {
    if (x.rank() != 4 || pictures.length == 0) {
      throw new ShapeException(
          "%s needs pictures (batch, channels, height, width) and at least 1 region,"
              + " got %s and %d",
          what, x.shape(), pictures.length);
    }
    for (int picture : pictures) {
      if (picture >= x.dim(0)) {
        throw new ShapeException(
            "%s has a region of picture %d, there are %d", what, picture, x.dim(0));
      }
    }
  }
}
