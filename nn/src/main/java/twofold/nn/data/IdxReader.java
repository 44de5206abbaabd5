package twofold.nn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import twofold.nn.data.Idx.Type;
import twofold.tensor.io.DataException;

/**
 * Reads IDX files without trusting them.
 *
 * <p>A header of sixteen bytes can ask for gigabytes. So no array is made before the file has shown
 * that it can fill it: a plain file's length must be exactly what its header says, and a gzip file,
 * whose length unpacked is unknown, is read in pieces that grow with what has come. Deflate packs
 * at best {@value #BEST_DEFLATE} bytes into one, which finds most of the liars before the first
 * piece.
 */
final class IdxReader {

  /** The longest array a JVM is sure to give. */
  private static final long MOST = Integer.MAX_VALUE - 8;

  private static final int FIRST_PIECE = 1 << 16;
  private static final int BEST_DEFLATE = 1032;

  private final Path file;
  private final long length;
  private final boolean packed;
  private final InputStream in;

  private IdxReader(Path file, long length, boolean packed, InputStream in) {
    this.file = file;
    this.length = length;
    this.packed = packed;
    this.in = in;
  }

  static Idx read(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder, expected an IDX file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file + " is no regular file, expected an IDX file");
    }
    try (PushbackInputStream raw = new PushbackInputStream(Files.newInputStream(file), 2)) {
      long length = Files.size(file);
      byte[] start = raw.readNBytes(2);
      raw.unread(start);
      boolean marked = start.length == 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
      boolean packed = marked || file.toString().endsWith(".gz");
      try (InputStream in = packed ? new Gzip(raw) : raw) {
        return new IdxReader(file, length, packed, in).read();
      }
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new DataException(file + " may not be read: access denied", e);
    } catch (ZipException e) {
      throw new DataException(file + " is not a sound gzip file: " + e.getMessage(), e);
    } catch (EOFException e) { // only the gzip stream throws it
      throw new DataException(file + " is truncated: the gzip data end too early", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Idx read() throws IOException {
    byte[] magic = header(4);
    if (magic[0] != 0 || magic[1] != 0) {
      throw wrong(
          "has the wrong magic number, expected two zero bytes, got %02x %02x", magic[0], magic[1]);
    }
    Type type =
        Arrays.stream(Type.values())
            .filter(known -> known.code == magic[2])
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        "has an unknown type, expected 08, 09, 0b, 0c, 0d or 0e, got %02x",
                        magic[2]));
    int rank = magic[3] & 0xff;
    if (rank == 0) {
      throw wrong("has no dimensions, expected at least 1");
    }
    ByteBuffer sizes = ByteBuffer.wrap(header(4 * rank));
    int[] dimensions = new int[rank];
    long size = type.bytes;
    for (int axis = 0; axis < rank; axis++) {
      dimensions[axis] = sizes.getInt();
      if (dimensions[axis] < 1) {
        throw wrong(
            "has a bad dimension %d, expected 1 to 2147483647, got %s",
            axis, Integer.toUnsignedString(dimensions[axis]));
      }
      size *= dimensions[axis]; // below 2³¹ · 2³¹, so it cannot overflow before it is looked at
      if (size > MOST) {
        throw wrong(
            "declares more than %d bytes, the most an array can hold: dimensions %s",
            MOST, Idx.shape(Arrays.copyOf(dimensions, axis + 1)) + (axis + 1 < rank ? " …" : ""));
      }
    }
    int headerSize = 4 + 4 * rank;
    if (!packed && length != headerSize + size) {
      throw wrong(
          "%s: expected %d bytes for %s of %s, got %d",
          length < headerSize + size ? "is truncated" : "has trailing bytes",
          headerSize + size,
          Idx.shape(dimensions),
          type,
          length);
    }
    if (packed && (headerSize + size) / BEST_DEFLATE > length) {
      throw wrong(
          "is truncated: %d packed bytes cannot hold the %d that %s of %s needs",
          length, headerSize + size, Idx.shape(dimensions), type);
    }
    // While an array grows there are two of it, and its reader will want a copy: so not even half.
    long heap = Runtime.getRuntime().maxMemory();
    if (size > heap / 3) {
      throw wrong(
          "is too large for this JVM: %s of %s needs %d bytes three times, -Xmx allows %d",
          Idx.shape(dimensions), type, size, heap);
    }
    return new Idx(type, dimensions, elements((int) size));
  }

  private byte[] header(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw wrong("is truncated: it ends within the header");
    }
    return bytes;
  }

  private byte[] elements(int size) throws IOException {
    // A plain file's length is known to fit; a packed one proves its size piece by piece.
    byte[] bytes = new byte[packed ? Math.min(size, FIRST_PIECE) : size];
    int filled = in.readNBytes(bytes, 0, bytes.length);
    while (filled == bytes.length && filled < size) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(size, 2L * bytes.length));
      filled += in.readNBytes(bytes, filled, bytes.length - filled);
    }
    if (filled < size) {
      throw wrong("is truncated: expected %d bytes of elements, got %d", size, filled);
    }
    // Looking past the end also makes the gzip stream compare its checksum.
    if (in.read() >= 0) {
      throw wrong("has trailing bytes after the %d of its elements", size);
    }
    if (in instanceof Gzip gzip && gzip.leavesBytes()) {
      throw wrong("has trailing bytes after its gzip data");
    }
    return bytes;
  }

  private DataException wrong(String what, Object... arguments) {
    return new DataException(file + " " + what.formatted(arguments));
  }

  /** A gzip stream that can tell whether something follows it, which Java's own passes over. */
  private static final class Gzip extends GZIPInputStream {

    private static final int TRAILER = 8; // checksum and length, which the inflater leaves alone

    Gzip(InputStream in) throws IOException {
      super(in, FIRST_PIECE);
    }

    /** To be asked at the end of the stream. */
    boolean leavesBytes() {
      return inf.getRemaining() > TRAILER;
    }
  }
}
