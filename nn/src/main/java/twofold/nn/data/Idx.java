package twofold.nn.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import twofold.tensor.io.DataException;

/**
 * An array as the IDX format keeps it, which is how MNIST is published.
 *
 * <pre>
 *   byte 0, 1     0
 *   byte 2        type: 08 unsigned byte, 09 byte, 0B short, 0C int, 0D float, 0E double
 *   byte 3        n, the number of dimensions
 *   4n bytes      the dimensions, int
 *   the rest      the elements, row-major            all numbers big-endian
 * </pre>
 *
 * <p>Plain files and gzip files (by their name's {@code .gz} or their first two bytes) are read
 * alike. Immutable. [LeCun, Cortes and Burges, The MNIST database of handwritten digits, 1998]
 */
public final class Idx {

  /** What the elements are. */
  public enum Type {
    UNSIGNED_BYTE(0x08, 1),
    BYTE(0x09, 1),
    SHORT(0x0B, 2),
    INT(0x0C, 4),
    FLOAT(0x0D, 4),
    DOUBLE(0x0E, 8);

    final int code;
    final int bytes;

    Type(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }
  }

  private final Type type;
  private final int[] dimensions;
  private final ByteBuffer elements;

  /** Takes over the arrays; for the reader, who has just made them. */
  Idx(Type type, int[] dimensions, byte[] elements) {
    this.type = type;
    this.dimensions = dimensions;
    this.elements = ByteBuffer.wrap(elements); // big-endian from birth, as the format is
  }

  /**
   * An array of unsigned bytes.
   *
   * @throws IllegalArgumentException if there is no dimension, one is below 1, or the number of
   *     elements is not their product
   */
  public static Idx ofBytes(byte[] elements, int... dimensions) {
    long product = dimensions.length == 0 || dimensions.length > 255 ? -1 : 1;
    for (int dimension : dimensions) {
      product = dimension < 1 || product > Integer.MAX_VALUE ? -1 : product * dimension;
    }
    if (product != elements.length) {
      throw new IllegalArgumentException(
          "elements must be as many as the product of 1 to 255 positive dimensions, got "
              + elements.length
              + " for "
              + shape(dimensions));
    }
    return new Idx(Type.UNSIGNED_BYTE, dimensions.clone(), elements.clone());
  }

  /**
   * Reads a file.
   *
   * @throws DataException if the file is missing, unreadable, or not exactly one IDX array
   */
  public static Idx read(Path file) {
    return IdxReader.read(file);
  }

  /**
   * Writes a file, gzipped if its name ends with {@code .gz}. The file appears under its name only
   * when it is complete: it is written beside it and then renamed in one step.
   *
   * @throws DataException if the file cannot be written
   */
  public void write(Path file) {
    IdxWriter.write(this, file);
  }

  /** What the elements are. */
  public Type type() {
    return type;
  }

  /** The number of dimensions, at least 1. */
  public int rank() {
    return dimensions.length;
  }

  /** Dimension {@code axis}, at least 1. */
  public int dimension(int axis) {
    return dimensions[axis];
  }

  /** All dimensions, a fresh array. */
  public int[] dimensions() {
    return dimensions.clone();
  }

  /** The number of elements: the product of the dimensions. */
  public int count() {
    return elements.capacity() / type.bytes;
  }

  /** Element i in row-major order; every type fits a double exactly. */
  public double value(int i) {
    int at = Objects.checkIndex(i, count()) * type.bytes;
    return switch (type) {
      case UNSIGNED_BYTE -> elements.get(at) & 0xff;
      case BYTE -> elements.get(at);
      case SHORT -> elements.getShort(at);
      case INT -> elements.getInt(at);
      case FLOAT -> elements.getFloat(at);
      case DOUBLE -> elements.getDouble(at);
    };
  }

  /** The elements as they stand in the file, a fresh array; for unsigned bytes, the values. */
  public byte[] bytes() {
    return elements.array().clone();
  }

  /** The shape as it is written here: {@code (60000, 28, 28)}. */
  public String shape() {
    return shape(dimensions);
  }

  @Override
  public String toString() {
    return "IDX " + type + " " + shape();
  }

  /** The bytes themselves, for those who promise only to look. */
  byte[] shared() {
    return elements.array();
  }

  static String shape(int[] dimensions) {
    StringBuilder text = new StringBuilder("(");
    for (int axis = 0; axis < dimensions.length; axis++) {
      text.append(axis == 0 ? "" : ", ").append(dimensions[axis]);
    }
    return text.append(')').toString();
  }
}
