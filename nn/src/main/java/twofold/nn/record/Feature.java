package twofold.nn.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * What an {@link Example} knows under one name: a list of texts or pictures, of numbers, or of
 * integers. It may be empty. The arrays stay their owner's: they are copied in and out.
 *
 * <pre>
 *   message Feature {
 *     oneof kind { BytesList bytes_list = 1; FloatList float_list = 2; Int64List int64_list = 3; }
 *   }
 *   message BytesList { repeated bytes value = 1; }
 *   message FloatList { repeated float value = 1 [packed]; }
 *   message Int64List { repeated int64 value = 1 [packed]; }
 * </pre>
 *
 * [TensorFlow, tensorflow/core/example/feature.proto]
 */
public sealed interface Feature {
  /** Anything. */
  record Bytes(List<byte[]> values) implements Feature {
    public Bytes {
      values = values.stream().map(byte[]::clone).toList();
    }

    @Override
    public List<byte[]> values() {
      return values.stream().map(byte[]::clone).toList();
    }

    @Override
    public byte[] list() {
      return WireWriter.message(
          out -> {
            for (byte[] value : values) {
              out.writeByteArray(1, value);
            }
          });
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that
          && Arrays.deepEquals(values.toArray(), that.values.toArray());
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(values.toArray());
    }
  }

  /** Numbers in single precision. */
  record Floats(float... values) implements Feature {
    public Floats {
      values = values.clone();
    }

    @Override
    public float[] values() {
      return values.clone();
    }

    @Override
    public byte[] list() {
      ByteBuffer packed =
          ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
      packed.asFloatBuffer().put(values);
      return WireWriter.message(out -> out.writeByteArray(1, packed.array()));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Floats that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "Floats" + Arrays.toString(values);
    }
  }

  /** Integers: labels, sizes. */
  record Integers(long... values) implements Feature {
    public Integers {
      values = values.clone();
    }

    @Override
    public long[] values() {
      return values.clone();
    }

    @Override
    public byte[] list() {
      byte[] packed =
          WireWriter.message(
              out -> {
                for (long value : values) {
                  out.writeInt64NoTag(value);
                }
              });
      return WireWriter.message(out -> out.writeByteArray(1, packed));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Integers that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
      return "Integers" + Arrays.toString(values);
    }
  }

  /** The message BytesList, FloatList or Int64List. */
  byte[] list();

  /** The message Feature. */
  default byte[] toBytes() {
    int kind = this instanceof Bytes ? 1 : this instanceof Floats ? 2 : 3;
    return WireWriter.message(out -> out.writeByteArray(kind, list()));
  }
}
