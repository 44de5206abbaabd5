package twofold.nn.layer;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Regions of interest, each sampled down to a grid of the same size, by bilinear interpolation: no
 * border is rounded.
 *
 * <pre>
 *   A region (top, left, bottom, right), in pixels, is divided into rows × columns cells; in each
 *   of them s × s points, evenly spaced, are interpolated, and their mean is taken. Pixel (i, j)
 *   covers [i, i + 1) × [j, j + 1), its value is at its centre (i + ½, j + ½);
 *   beyond the outermost centres the picture goes on as it ends.
 *
 *   Interpolation along the rows and along the columns are both linear, and the mean is too, so for
 *   each channel
 *     Y = A·X·Bᵀ          A: (rows, height)    B: (columns, width)
 *   where row r of A holds the mean weights of the s points of cell r.
 *
 *   Pullback. That of two matrix products:
 *     X̄ = Aᵀ·G·B
 *                                                 [He, Gkioxari, Dollár & Girshick 2017, section 3]
 * </pre>
 */
public final class RoiAlign {
  private RoiAlign() {}

  /** A region of one picture of the batch, in pixels; borders need not be whole numbers. */
  public record Region(int picture, double top, double left, double bottom, double right) {
    public Region {
      if (picture < 0 || !(top < bottom) || !(left < right)) {
        throw new IllegalArgumentException(
            "a region needs top < bottom and left < right, got picture "
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

  /**
   * x (batch, channels, height, width) becomes (regions, channels, rows, columns).
   *
   * @param samples s
   */
  public static Tensor roiAlign(
      Tensor x, List<Region> regions, int rows, int columns, int samples) {
    RoiPooling.require("roiAlign", x, regions.stream().mapToInt(Region::picture).toArray());
    if (rows < 1 || columns < 1 || samples < 1) {
      throw new ShapeException(
          "roiAlign needs at least 1 row, column and sample, got %d, %d and %d",
          rows, columns, samples);
    }
    List<Tensor> aligned = new ArrayList<>();
    for (Region region : regions) {
      Device<?> device = x.device();
      Tensor a = weights(device, region.top, region.bottom, x.dim(2), rows, samples);
      Tensor b = weights(device, region.left, region.right, x.dim(3), columns, samples);
      Tensor picture = x.at(Index.at(region.picture)); // (channels, height, width)
      aligned.add(a.matMul(picture).matMul(b.transpose()));
    }
    return Concat.stack(aligned, 0);
  }

  /** One row for each cell: how much of each pixel along the axis is in its mean. */
  private static Tensor weights(
      Device<?> device, double from, double to, int extent, int cells, int samples) {
    double[] w = new double[cells * extent];
    double step = (to - from) / (cells * samples);
    for (int point = 0; point < cells * samples; point++) {
      double place = from + (point + 0.5) * step - 0.5; // in centres of pixels
      double inside = Math.min(Math.max(place, 0), extent - 1);
      int below = Math.min((int) inside, Math.max(0, extent - 2));
      double part = inside - below;
      int row = point / samples * extent;
      w[row + below] += (1 - part) / samples;
      if (part > 0) {
        w[row + below + 1] += part / samples;
      }
    }
    return device.tensor(new Shape(cells, extent), w);
  }
}
