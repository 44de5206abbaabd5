package twofold.nn.record;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Reads the fields of one Protocol Buffers message in turn.
 *
 * <pre>
 *   while (in.next()) {
 *     switch (in.field()) {
 *       case 1 -> name = in.text();
 *       default -> in.skip();        fields that newer writers may have added
 *     }
 *   }
 * </pre>
 */
final class WireReader {
  private static final String[] WIRE_TYPES = {
    "a varint",
    "64 bits",
    "bytes with a length",
    "a group",
    "the end of a group",
    "32 bits",
    "an unknown type",
    "an unknown type"
  };

  private final CodedInputStream in;
  private int tag;

  WireReader(byte[] message) {
    in = CodedInputStream.newInstance(message);
  }

  /** Whether there is another field; goes to it. */
  boolean next() throws IOException {
    tag = in.readTag();
    return tag != 0;
  }

  /** Its number. */
  int field() {
    return WireFormat.getTagFieldNumber(tag);
  }

  boolean hasLength() {
    return WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  void skip() throws IOException {
    if (!in.skipField(tag)) {
      throw new InvalidProtocolBufferException("a group ends that has not begun");
    }
  }

  /** Of an embedded message, or of a value. */
  byte[] bytes() throws IOException {
    require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readByteArray();
  }

  String text() throws IOException {
    require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
    return in.readStringRequireUtf8();
  }

  byte[] fourBytes() throws IOException {
    require(WireFormat.WIRETYPE_FIXED32);
    return in.readRawBytes(4);
  }

  long int64() throws IOException {
    require(WireFormat.WIRETYPE_VARINT);
    return in.readInt64();
  }

  private void require(int wireType) throws InvalidProtocolBufferException {
    int got = WireFormat.getTagWireType(tag);
    if (got != wireType) {
      throw new InvalidProtocolBufferException(
          "field %d must be %s, got %s".formatted(field(), WIRE_TYPES[wireType], WIRE_TYPES[got]));
    }
  }
}
