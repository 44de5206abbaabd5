package twofold.nn.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Reads a {@link Feature}. Where one is given in pieces, Protocol Buffers wants them put together:
 * lists of a kind one after another, and of several kinds the last.
 */
final class FeatureReader {
  private int kind;
  private List<byte[]> bytes;
  private ByteArrayOutputStream floats; // as in the file: 4 bytes each, little-endian
  private LongStream.Builder integers;

  /** Reads a message, which may be another piece. */
  void read(byte[] message) throws IOException {
    WireReader in = new WireReader(message);
    while (in.next()) {
      if (in.field() > 3) {
        in.skip();
      } else {
        startList(in.field());
        readList(in.bytes());
      }
    }
  }

  private void startList(int which) {
    if (kind != which) {
      kind = which;
      bytes = new ArrayList<>();
      floats = new ByteArrayOutputStream();
      integers = LongStream.builder();
    }
  }

  private void readList(byte[] list) throws IOException {
    WireReader in = new WireReader(list);
    while (in.next()) {
      if (in.field() == 1) {
        readValues(in);
      } else {
        in.skip();
      }
    }
  }

  /** Numbers come packed, as they are written today, or one by one, as older writers did. */
  private void readValues(WireReader in) throws IOException {
    switch (kind) {
      case 1 -> bytes.add(in.bytes());
      case 2 -> floats.writeBytes(in.hasLength() ? wholeFloats(in.bytes()) : in.fourBytes());
      default -> {
        if (in.hasLength()) {
          CodedInputStream packed = CodedInputStream.newInstance(in.bytes());
          while (!packed.isAtEnd()) {
            integers.add(packed.readInt64());
          }
        } else {
          integers.add(in.int64());
        }
      }
    }
  }

  private static byte[] wholeFloats(byte[] packed) throws IOException {
    if (packed.length % 4 != 0) {
      throw new InvalidProtocolBufferException(
          "packed floats have 4 bytes each, got %d bytes".formatted(packed.length));
    }
    return packed;
  }

  /** What has been read; null if no kind was set. */
  Feature feature() {
    return switch (kind) {
      case 0 -> null;
      case 1 -> new Feature.Bytes(bytes);
      case 2 -> new Feature.Floats(unpack(floats.toByteArray()));
      default -> new Feature.Integers(integers.build().toArray());
    };
  }

  private static float[] unpack(byte[] packed) {
    float[] values = new float[packed.length / 4];
    ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
