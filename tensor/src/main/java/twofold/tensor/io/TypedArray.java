package twofold.tensor.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * An array as files keep it: a type, a shape, and the elements row by row as bytes, little-endian.
 *
 * <p>A tensor's numbers have the type of its device. Files have more types, and a file that is read
 * and written again must not change by a bit, whatever the device; so this stands between the two.
 * Immutable.
 */
public final class TypedArray {

  /** What the elements are. */
  public enum Type {
    FLOAT32(4, "f4", "F32"),
    FLOAT64(8, "f8", "F64"),
    INT32(4, "i4", "I32"),
    INT64(8, "i8", "I64"),
    BOOL(1, "b1", "BOOL");

    final int bytes;
    final String numpy;
    final String safetensors;

    Type(int bytes, String numpy, String safetensors) {
      this.bytes = bytes;
      this.numpy = numpy;
      this.safetensors = safetensors;
    }

    /** The type of the numbers on a device. */
    public static Type of(Device<?> device) {
      return device.unitRoundoff() == 0x1p-53 ? FLOAT64 : FLOAT32;
    }
  }

  private final Type type;
  private final Shape shape;
  private final ByteBuffer elements;

  /** Takes over the bytes; for readers, who have just made and counted them. */
  TypedArray(Type type, Shape shape, byte[] elements) {
    this.type = type;
    this.shape = shape;
    this.elements = ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static TypedArray empty(Type type, Shape shape, int length) {
    if (shape.size() != length) {
      throw new IllegalArgumentException(
          "shape " + shape + " needs " + shape.size() + " elements, got " + length);
    }
    return new TypedArray(type, shape, new byte[Math.multiplyExact(length, type.bytes)]);
  }

  // ---- from numbers

  /** A tensor's numbers in the precision of its device. */
  public static TypedArray of(Tensor tensor) {
    return Type.of(tensor.device()) == Type.FLOAT64
        ? ofDoubles(tensor.shape(), tensor.toArray())
        : ofFloats(tensor.shape(), tensor.toFloats());
  }

  public static TypedArray ofFloats(Shape shape, float... values) {
    TypedArray array = empty(Type.FLOAT32, shape, values.length);
    array.elements.asFloatBuffer().put(values);
    return array;
  }

  public static TypedArray ofDoubles(Shape shape, double... values) {
    TypedArray array = empty(Type.FLOAT64, shape, values.length);
    array.elements.asDoubleBuffer().put(values);
    return array;
  }

  public static TypedArray ofInts(Shape shape, int... values) {
    TypedArray array = empty(Type.INT32, shape, values.length);
    array.elements.asIntBuffer().put(values);
    return array;
  }

  public static TypedArray ofLongs(Shape shape, long... values) {
    TypedArray array = empty(Type.INT64, shape, values.length);
    array.elements.asLongBuffer().put(values);
    return array;
  }

  public static TypedArray ofBooleans(Shape shape, boolean... values) {
    TypedArray array = empty(Type.BOOL, shape, values.length);
    for (int i = 0; i < values.length; i++) {
      array.elements.put(i, (byte) (values[i] ? 1 : 0));
    }
    return array;
  }

  // ---- what it is

  public Type type() {
    return type;
  }

  public Shape shape() {
    return shape;
  }

  /**
   * Element i, row by row; true is 1. Of the types only INT64 has numbers that a double must round,
   * those beyond 2⁵³; {@link #integer} gives them exactly.
   */
  public double value(int i) {
    int at = Objects.checkIndex(i, shape.size()) * type.bytes;
    return switch (type) {
      case FLOAT32 -> elements.getFloat(at);
      case FLOAT64 -> elements.getDouble(at);
      case INT32 -> elements.getInt(at);
      case INT64 -> elements.getLong(at);
      case BOOL -> elements.get(at);
    };
  }

  /** Element i of an array of integers or truth values. */
  public long integer(int i) {
    int at = Objects.checkIndex(i, shape.size()) * type.bytes;
    return switch (type) {
      case INT32 -> elements.getInt(at);
      case INT64 -> elements.getLong(at);
      case BOOL -> elements.get(at);
      default -> throw new IllegalStateException("elements of type " + type + " are no integers");
    };
  }

  /** The elements as they stand in a file, a fresh array. */
  public byte[] bytes() {
    return elements.array().clone();
  }

  /** The bytes themselves, for those who promise only to look. */
  byte[] shared() {
    return elements.array();
  }

  /** A tensor of these numbers, rounded to the precision of the device. */
  public Tensor tensor(Device<?> device) {
    if (type == Type.FLOAT32) { // no detour through double, which would change some NaNs
      float[] floats = new float[shape.size()];
      elements.asFloatBuffer().get(floats);
      return device.tensor(shape, floats);
    }
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i);
    }
    return device.tensor(shape, values);
  }

  /** Equal are arrays of one type and shape with the same bits; so NaN equals itself, 0 not −0. */
  @Override
  public boolean equals(Object other) {
    return other instanceof TypedArray array
        && type == array.type
        && shape.equals(array.shape)
        && Arrays.equals(shared(), array.shared());
  }

  @Override
  public int hashCode() {
    return 31 * Objects.hash(type, shape) + Arrays.hashCode(shared());
  }

  @Override
  public String toString() {
    return type + " " + shape;
  }
}
