package twofold.nn.image;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import twofold.nn.data.LabelledImages;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A picture: one number for each channel, row and column.
 *
 * <pre>
 *   p(k, r, c)   k = 0 … channels − 1   1 channel is grey; 3 are red, green, blue
 *                r = 0 … height − 1     from the top
 *                c = 0 … width − 1      from the left
 * </pre>
 *
 * <p>Read from a file the numbers are from 0, black, to 1, white; but any are allowed: a picture of
 * mean 0 and variance 1 is a picture too. They lie channel by channel and row by row, as networks
 * take them.
 *
 * <p>Immutable: arrays are copied on the way in and on the way out.
 */
public final class Picture {
  private final int channels;
  private final int height;
  private final int width;
  private final float[] values;

  private Picture(int channels, int height, int width, float[] values) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "channels, height and width must be at least 1, got %d x %d x %d"
              .formatted(channels, height, width));
    }
    // In long arithmetic: a product of ints may wrap around to just the right number.
    if ((long) height * width > Integer.MAX_VALUE
        || (long) height * width * channels != values.length) {
      throw new IllegalArgumentException(
          "values must be %d x %d x %d (channels x height x width), got %d"
              .formatted(channels, height, width, values.length));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /**
   * @throws IllegalArgumentException if sizes do not fit together
   */
  public static Picture of(int channels, int height, int width, float... values) {
    return new Picture(channels, height, width, values.clone());
  }

  /** Takes the array as it is: for who has just made it and lets go of it. */
  static Picture wrap(int channels, int height, int width, float[] values) {
    return new Picture(channels, height, width, values);
  }

  /** Example i, scaled to [0, 1]. */
  public static Picture of(LabelledImages images, int i) {
    float[] values = new float[images.size()];
    images.copy(i, values, 0);
    int channels = images.size() / (images.rows() * images.columns());
    return new Picture(channels, images.rows(), images.columns(), values);
  }

  public int channels() {
    return channels;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Columns. */
  public int width() {
    return width;
  }

  /** channels × height × width. */
  public int size() {
    return values.length;
  }

  /** The number of a channel at a row (from the top) and a column (from the left). */
  public float at(int channel, int row, int column) {
    Objects.checkIndex(channel, channels);
    Objects.checkIndex(row, height);
    Objects.checkIndex(column, width);
    return values[(channel * height + row) * width + column];
  }

  /** All numbers, channel by channel and row by row; a fresh array. */
  public float[] values() {
    return values.clone();
  }

  /** The array itself, not to be changed. */
  float[] array() {
    return values;
  }

  /** Copies all numbers into {@code target[offset … offset + size() − 1]}. */
  public void copy(float[] target, int offset) {
    System.arraycopy(values, 0, target, offset, values.length);
  }

  /**
   * Each number times 255, rounded, as an unsigned byte; what is not from 0 to 1 becomes 0 or 255.
   * So pictures go into {@link LabelledImages}.
   *
   * @throws IllegalArgumentException if a number is NaN
   */
  public byte[] bytes() {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new IllegalArgumentException("a picture must consist of numbers, got NaN at " + i);
      }
      bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, values[i])));
    }
    return bytes;
  }

  /** A tensor of shape (channels, height, width). */
  public Tensor tensor(Device<?> device) {
    return device.tensor(new Shape(channels, height, width), values);
  }

  /**
   * Of a tensor (channels, height, width).
   *
   * @throws IllegalArgumentException if it has another rank
   */
  public static Picture of(Tensor tensor) {
    if (tensor.rank() != 3) {
      throw new IllegalArgumentException(
          "a picture needs the shape (channels, height, width), got " + tensor.shape());
    }
    return new Picture(tensor.dim(0), tensor.dim(1), tensor.dim(2), tensor.toFloats());
  }

  /**
   * A part of the picture.
   *
   * @throws IllegalArgumentException if it is empty or reaches beyond the picture
   */
  public Picture crop(int top, int left, int height, int width) {
    boolean inside =
        top >= 0 && left >= 0 && height <= this.height - top && width <= this.width - left;
    if (!inside) {
      throw new IllegalArgumentException(
          "the part %d x %d from row %d and column %d on must lie within %s"
              .formatted(height, width, top, left, this));
    }
    float[] part = new float[channels * Math.max(0, height) * Math.max(0, width)];
    for (int k = 0; k < channels; k++) {
      for (int r = 0; r < height; r++) {
        int from = (k * this.height + top + r) * this.width + left;
        System.arraycopy(values, from, part, (k * height + r) * width, Math.max(0, width));
      }
    }
    return new Picture(channels, height, width, part);
  }

  /** The same function of every number. */
  public Picture map(DoubleUnaryOperator function) {
    float[] mapped = new float[values.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = (float) function.applyAsDouble(values[i]);
    }
    return new Picture(channels, height, width, mapped);
  }

  /** A picture of the same size, each pixel taken from where the mapping says. */
  public Picture warp(Mapping from, Fill fill) {
    return warp(from, fill, height, width);
  }

  /** A picture of another size, each pixel taken from where the mapping says. */
  public Picture warp(Mapping from, Fill fill, int height, int width) {
    return Bilinear.resample(this, from, fill, height, width);
  }

  /** Whether both have the same size and the same bits. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Picture picture
        && channels == picture.channels
        && height == picture.height
        && width == picture.width
        && Arrays.equals(values, picture.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(channels, height, width, Arrays.hashCode(values));
  }

  @Override
  public String toString() {
    return "picture of %d x %d x %d (channels x height x width)".formatted(channels, height, width);
  }
}
