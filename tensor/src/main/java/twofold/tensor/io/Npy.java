package twofold.tensor.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import twofold.tensor.Layout;
import twofold.tensor.Shape;

/**
 * One array in a file, as NumPy keeps it.
 *
 * <pre>
 *   6 bytes       93 'N' 'U' 'M' 'P' 'Y'
 *   2 bytes       version: 1.0, 2.0 or 3.0
 *   2 or 4 bytes  length of the header, little-endian: 2 in version 1, 4 later
 *   the header    {@link NpyHeader}, in Latin-1 (version 3: UTF-8), filled up with spaces and ended by a newline so that
 *                 all so far is a multiple of 64 bytes
 *   the rest      the elements, first index slowest ("C order") or fastest ("Fortran order")
 * </pre>
 *
 * Whoever lies about a size is found out before memory is asked for: what the header declares must
 * be the length of the file, to the byte.
 *
 * <p>[NumPy Enhancement Proposal 1, A simple file format for NumPy arrays]
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** Far more than a type, a flag and a shape need. */
  private static final int LONGEST_HEADER = 1 << 16;

  private Npy() {}

  /**
   * Reads a file.
   *
   * @throws DataException if the file is missing, unreadable, or not exactly one array
   */
  public static TypedArray read(Path file) {
    return FileSource.read(
        file,
        "a .npy file",
        () -> {
          try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(new FileSource(file.toString()), in, Files.size(file));
          }
        });
  }

  /**
   * @param length how many bytes the stream is said to have
   */
  static TypedArray read(FileSource file, InputStream in, long length) throws IOException {
    NpyHeader header;
    byte[] start = bytes(file, in, 8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start[i] != MAGIC[i]) {
        throw file.wrong("is no .npy file: byte %d is %02x, expected %02x", i, start[i], MAGIC[i]);
      }
    }
    int version = start[6];
    if (version < 1 || version > 3 || start[7] != 0) {
      throw file.wrong(
          "has an unknown version, expected 1.0, 2.0 or 3.0, got %d.%d",
          start[6] & 0xff, start[7] & 0xff);
    }
    int width = version == 1 ? 2 : 4;
    ByteBuffer number = ByteBuffer.wrap(bytes(file, in, width)).order(ByteOrder.LITTLE_ENDIAN);
    long headerLength =
        version == 1 ? number.getShort() & 0xffff : Integer.toUnsignedLong(number.getInt());
    if (headerLength > LONGEST_HEADER || headerLength > length) {
      throw file.wrong(
          "has a header of %d bytes, expected at most %d",
          headerLength, Math.min(LONGEST_HEADER, length));
    }
    byte[] text = bytes(file, in, (int) headerLength);
    header =
        NpyHeader.parse(
            decode(file, text, version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1),
            file);
    long before = 8 + width + headerLength;
    int size = header.shape().size() * header.type().bytes;
    if (length != before + size) {
      throw file.wrong(
          "%s: expected %d bytes for %s of %s, got %d",
          length < before + size ? "is truncated" : "has trailing bytes",
          before + size,
          header.shape(),
          header.type(),
          length);
    }
    file.requireHeap(size);
    byte[] elements = bytes(file, in, size);
    if (in.read() >= 0) {
      throw file.wrong("has trailing bytes after the %d of its elements", size);
    }
    file.requireTruthValues(header.type(), elements);
    return new TypedArray(header.type(), header.shape(), inOrder(header, elements));
  }

  private static byte[] bytes(FileSource file, InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw file.wrong("is truncated: expected %d bytes more, got %d", count, bytes.length);
    }
    return bytes;
  }

  private static String decode(FileSource file, byte[] text, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException e) {
      throw file.wrong("has a bad header: it is not valid %s", charset);
    }
  }

  /** Elements row by row, little-endian. */
  private static byte[] inOrder(NpyHeader header, byte[] elements) {
    int width = header.type().bytes;
    if (header.bigEndian()) {
      for (int i = 0; i < elements.length; i += width) {
        for (int low = i, high = i + width - 1; low < high; low++, high--) {
          byte swap = elements[low];
          elements[low] = elements[high];
          elements[high] = swap;
        }
      }
    }
    return header.fortran() ? gather(elements, fortran(header.shape()), width) : elements;
  }

  /** Fortran order is C order of the transpose. */
  private static Layout fortran(Shape shape) {
    int rank = shape.rank();
    int[] dims = new int[rank];
    int[] reversed = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      dims[rank - 1 - axis] = shape.dim(axis);
      reversed[axis] = rank - 1 - axis;
    }
    return Layout.dense(new Shape(dims)).transpose(reversed);
  }

  private static byte[] gather(byte[] elements, Layout layout, int width) {
    byte[] gathered = new byte[elements.length];
    for (int i = 0; i < elements.length / width; i++) {
      System.arraycopy(elements, layout.at(i) * width, gathered, i * width, width);
    }
    return gathered;
  }

  /**
   * Writes a file, whole or not at all, in C order.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, TypedArray array) {
    WholeFile.write(file, out -> write(out, array, false));
  }

  /** The same with the first index fastest, as Fortran and column-major libraries like it. */
  public static void writeFortran(Path file, TypedArray array) {
    WholeFile.write(file, out -> write(out, array, true));
  }

  static void write(OutputStream out, TypedArray array, boolean fortran) throws IOException {
    String text = NpyHeader.text(array.type(), fortran, array.shape());
    int unpadded = 10 + text.length() + 1;
    int total = (unpadded + 63) / 64 * 64;
    ByteBuffer header = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (total - 10));
    header.put((text + " ".repeat(total - unpadded) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    out.write(header.array());
    byte[] elements = array.shared();
    if (fortran) { // written: element i of the transpose, row by row
      int[] dims = new int[array.shape().rank()];
      for (int axis = 0; axis < dims.length; axis++) {
        dims[axis] = dims.length - 1 - axis;
      }
      Layout transposed = Layout.dense(array.shape()).transpose(dims);
      elements = gather(elements, transposed, array.type().bytes);
    }
    out.write(elements);
  }
}
