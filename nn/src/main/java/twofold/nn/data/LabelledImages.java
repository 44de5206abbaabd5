package twofold.nn.data;

import java.util.Objects;

/**
 * Images with a class each, held in memory: count images of channels × rows × columns pixels.
 *
 * <pre>
 *   pixel(i, k, r, c) ∈ {0 … 255}   bytes, image by image; in each, channel by channel, row by row
 *       1 channel is grey; 3 are red, green, blue
 *   label(i) ∈ {0 … classes−1}
 * </pre>
 *
 * <p>Immutable: the arrays are copied on the way in and never handed out, so any number of threads
 * may read. A slice is a window on the same pixels. A byte costs a quarter of a float; scaling to
 * [0, 1] happens when an example is copied into a batch.
 */
public final class LabelledImages {
  /** Every pixel value divided by 255: looking a quotient up is faster than dividing. */
  private static final float[] SCALED = new float[256];

  static {
    for (int value = 0; value < SCALED.length; value++) {
      SCALED[value] = value / 255f;
    }
  }

  private final int from;
  private final int count;
  private final int channels;
  private final int rows;
  private final int columns;
  private final int classes;
  private final byte[] pixels;
  private final byte[] labels;

  /**
   * Grey images.
   *
   * @param rows height of an image, at least 1
   * @param columns width of an image, at least 1
   * @param classes number of classes, 1 to 256
   * @param pixels unsigned bytes, count·rows·columns of them
   * @param labels unsigned bytes below {@code classes}, count of them
   * @throws IllegalArgumentException if sizes do not fit together or a label is out of range
   */
  public LabelledImages(int rows, int columns, int classes, byte[] pixels, byte[] labels) {
    this(1, rows, columns, classes, pixels, labels);
  }

  /**
   * @param channels numbers at each place, at least 1
   * @param rows height of an image, at least 1
   * @param columns width of an image, at least 1
   * @param classes number of classes, 1 to 256
   * @param pixels unsigned bytes, count·channels·rows·columns of them
   * @param labels unsigned bytes below {@code classes}, count of them
   * @throws IllegalArgumentException if sizes do not fit together or a label is out of range
   */
  public LabelledImages(
      int channels, int rows, int columns, int classes, byte[] pixels, byte[] labels) {
    this(0, labels.length, channels, rows, columns, classes, pixels.clone(), labels.clone());
    if (channels < 1) {
      throw new IllegalArgumentException("channels must be at least 1, got " + channels);
    }
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "rows and columns must be at least 1, got " + rows + " x " + columns);
    }
    if (classes < 1 || classes > 256) {
      throw new IllegalArgumentException("classes must be 1 to 256, got " + classes);
    }
    // In long arithmetic, one factor at a time: a product of ints may wrap around to just the right
    // number.
    long size = (long) rows * columns;
    size = size > Integer.MAX_VALUE ? size : size * channels;
    if (size > Integer.MAX_VALUE || size * labels.length != pixels.length) {
      String grey = "pixels must be %d x %d x %d bytes (labels x rows x columns), got %d";
      String colour =
          "pixels must be %d x %d x %d x %d bytes (labels x channels x rows x columns), got %d";
      throw new IllegalArgumentException(
          channels == 1
              ? grey.formatted(labels.length, rows, columns, pixels.length)
              : colour.formatted(labels.length, channels, rows, columns, pixels.length));
    }
    for (int i = 0; i < count; i++) {
      if (label(i) >= classes) {
        throw new IllegalArgumentException(
            "labels must be 0 to %d, got %d at %d".formatted(classes - 1, label(i), i));
      }
    }
  }

  private LabelledImages(
      int from,
      int count,
      int channels,
      int rows,
      int columns,
      int classes,
      byte[] pixels,
      byte[] labels) {
    this.from = from;
    this.count = count;
    this.channels = channels;
    this.rows = rows;
    this.columns = columns;
    this.classes = classes;
    this.pixels = pixels;
    this.labels = labels;
  }

  /** How many examples there are. */
  public int count() {
    return count;
  }

  /** How many numbers a place has: 1 in grey images, 3 in those of red, green and blue. */
  public int channels() {
    return channels;
  }

  /** The height of every image in pixels. */
  public int rows() {
    return rows;
  }

  /** The width of every image in pixels. */
  public int columns() {
    return columns;
  }

  /** How many classes the labels may name; not all need occur. */
  public int classes() {
    return classes;
  }

  /** channels × rows × columns: the features of one example. */
  public int size() {
    return channels * rows * columns;
  }

  /** The class of example i. */
  public int label(int i) {
    return labels[from + Objects.checkIndex(i, count)] & 0xff;
  }

  /**
   * The pixel of a grey example i at a row (from the top) and a column (from the left), 0 to 255.
   */
  public int pixel(int i, int row, int column) {
    if (channels != 1) {
      throw new IllegalArgumentException(
          "a pixel of " + channels + " channels needs the number of its channel");
    }
    return pixel(i, 0, row, column);
  }

  /** The same in one channel. */
  public int pixel(int i, int channel, int row, int column) {
    Objects.checkIndex(channel, channels);
    Objects.checkIndex(row, rows);
    Objects.checkIndex(column, columns);
    return pixels[start(i) + (channel * rows + row) * columns + column] & 0xff;
  }

  /**
   * Copies example i, scaled to [0, 1], into {@code target[offset … offset + size() − 1]}.
   *
   * @throws IndexOutOfBoundsException if there is no example i, or it does not fit the target
   */
  public void copy(int i, float[] target, int offset) {
    int start = start(i);
    Objects.checkFromIndexSize(offset, size(), target.length);
    for (int j = 0; j < size(); j++) {
      target[offset + j] = SCALED[pixels[start + j] & 0xff];
    }
  }

  /** Like the float form; both are the double nearest, and the float nearest, to pixel/255. */
  public void copy(int i, double[] target, int offset) {
    int start = start(i);
    Objects.checkFromIndexSize(offset, size(), target.length);
    for (int j = 0; j < size(); j++) {
      target[offset + j] = (pixels[start + j] & 0xff) / 255.0;
    }
  }

  /** Copies the bytes of example i as they are. */
  public void copy(int i, byte[] target, int offset) {
    Objects.checkFromIndexSize(offset, size(), target.length);
    System.arraycopy(pixels, start(i), target, offset, size());
  }

  /** The labels of all examples in order, a fresh array. */
  public int[] labels() {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = label(i);
    }
    return all;
  }

  /**
   * Examples from … to−1 as a data set of its own; no pixel is copied.
   *
   * @throws IndexOutOfBoundsException unless 0 ≤ from ≤ to ≤ count
   */
  public LabelledImages slice(int from, int to) {
    Objects.checkFromToIndex(from, to, count);
    return new LabelledImages(
        this.from + from, to - from, channels, rows, columns, classes, pixels, labels);
  }

  @Override
  public String toString() {
    String of = channels == 1 ? "" : channels + " x ";
    return "%d images of %s%d x %d pixels in %d classes"
        .formatted(count, of, rows, columns, classes);
  }

  private int start(int i) {
    return (from + Objects.checkIndex(i, count)) * size();
  }
}
