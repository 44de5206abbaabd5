package twofold.nn.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The frame of a PNG file, which ends every part with a checksum that decoders tend to ignore.
 *
 * <pre>
 *   signature, 8 bytes
 *   chunks:  length n, 4 bytes | type, 4 letters | data, n bytes | CRC-32 of type and data, 4 bytes
 *   the last chunk is an empty IEND
 * </pre>
 *
 * [Portable Network Graphics (PNG) Specification, W3C, section 5]
 */
final class PngChunks {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int FRAME = 12; // bytes of a chunk besides its data

  private PngChunks() {}

  /** Throws unless all chunks are there and sound, or these are not the bytes of a PNG at all. */
  static void check(byte[] bytes) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes); // big-endian, as PNG is
    for (byte b : SIGNATURE) {
      if (!in.hasRemaining() || in.get() != b) {
        return;
      }
    }
    String type = "";
    while (!type.equals("IEND")) {
      long length = in.remaining() < FRAME ? 0 : in.getInt(in.position()) & 0xffff_ffffL;
      if (in.remaining() < FRAME + length) {
        throw new IOException("truncated, the last chunk is missing or not whole");
      }
      int start = in.position() + 4;
      type = new String(bytes, start, 4, StandardCharsets.US_ASCII);
      CRC32 crc = new CRC32();
      crc.update(bytes, start, 4 + (int) length);
      in.position(start + 4 + (int) length);
      if (in.getInt() != (int) crc.getValue()) {
        throw new IOException("the checksum of chunk " + type + " is wrong");
      }
    }
  }
}
