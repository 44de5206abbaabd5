package twofold.nn.image;

/**
 * A picture in another size.
 *
 * <p>Both pictures cover the same area, so the middle of pixel c of W new ones lies at
 *
 * <pre>
 *   x = (c + ½)·w/W − ½        among w old ones
 * </pre>
 *
 * <p>{@link #nearest} takes the pixel there: labels stay labels. {@link #bilinear} looks between
 * pixels: smooth, for growing. {@link #area} takes the mean of all that a new pixel covers: for
 * shrinking, where both others would pass over most pixels and let fine patterns turn into coarse
 * ones that never were there.
 */
public final class Resize {
  private Resize() {}

  /** ⌊(c + ½)·w/W⌋, in whole numbers. */
  public static Picture nearest(Picture old, int height, int width) {
    require(height, width);
    float[] made = new float[size(old, height, width)];
    int to = 0;
    for (int k = 0; k < old.channels(); k++) {
      for (int r = 0; r < height; r++) {
        int row = (int) ((2L * r + 1) * old.height() / (2L * height));
        for (int c = 0; c < width; c++) {
          int column = (int) ((2L * c + 1) * old.width() / (2L * width));
          made[to++] = old.array()[(k * old.height() + row) * old.width() + column];
        }
      }
    }
    return Picture.wrap(old.channels(), height, width, made);
  }

  /** Between four pixels, see {@link Bilinear}; the outermost half pixel is the outermost pixel. */
  public static Picture bilinear(Picture old, int height, int width) {
    require(height, width);
    double a = (double) old.width() / width;
    double b = (double) old.height() / height;
    Affine from = new Affine(a, 0, (a - 1) / 2, 0, b, (b - 1) / 2);
    return old.warp(from, Fill.NEAREST, height, width);
  }

  /**
   * The mean over the old rectangle that a new pixel covers, parts of pixels counting as parts:
   *
   * <pre>
   *   q(R, C) = Σᵣ Σ꜀ hᵣ·w꜀·p(r, c) / (Σᵣ hᵣ · Σ꜀ w꜀)
   *
   *   w꜀ = length of [c, c + 1] ∩ [C·w/W, (C + 1)·w/W],  hᵣ likewise
   * </pre>
   *
   * As the weights are products, rows and columns are done one after the other.
   */
  public static Picture area(Picture old, int height, int width) {
    require(height, width);
    double[][] down = overlaps(old.height(), height);
    double[][] along = overlaps(old.width(), width);
    float[] made = new float[size(old, height, width)];
    double[] line = new double[old.width()];
    int to = 0;
    for (int k = 0; k < old.channels(); k++) {
      for (int r = 0; r < height; r++) {
        int top = first(r, old.height(), height);
        java.util.Arrays.fill(line, 0);
        for (int i = 0; i < down[r].length; i++) {
          int from = (k * old.height() + top + i) * old.width();
          for (int c = 0; c < line.length; c++) {
            line[c] += down[r][i] * old.array()[from + c];
          }
        }
        for (int c = 0; c < width; c++) {
          int left = first(c, old.width(), width);
          double sum = 0;
          for (int j = 0; j < along[c].length; j++) {
            sum += along[c][j] * line[left + j];
          }
          made[to++] = (float) sum;
        }
      }
    }
    return Picture.wrap(old.channels(), height, width, made);
  }

  /** The first of n old pixels that new pixel i of m covers. */
  private static int first(int i, int n, int m) {
    return (int) ((long) i * n / m);
  }

  /**
   * What each old pixel that a new one covers weighs; the weights of each sum up to 1. In units of
   * 1/m of an old pixel new pixel i is [i·n, (i + 1)·n] and old pixel c is [c·m, (c + 1)·m], so
   * lengths are whole numbers.
   */
  private static double[][] overlaps(int n, int m) {
    double[][] weights = new double[m][];
    for (int i = 0; i < m; i++) {
      long start = (long) i * n;
      long end = start + n;
      int first = first(i, n, m);
      int last = (int) ((end - 1) / m);
      weights[i] = new double[last - first + 1];
      for (int c = first; c <= last; c++) {
        long length = Math.min(end, (c + 1L) * m) - Math.max(start, (long) c * m);
        weights[i][c - first] = (double) length / n;
      }
    }
    return weights;
  }

  private static int size(Picture old, int height, int width) {
    return Math.multiplyExact(old.channels(), Math.multiplyExact(height, width));
  }

  private static void require(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "height and width must be at least 1, got " + height + " x " + width);
    }
  }
}
