package twofold.tensor.io;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;

/**
 * A file that is read without being trusted: everything that can go wrong becomes one line with the
 * file's name.
 */
public final class FileSource {

  /** The longest array a JVM is sure to give. */
  static final long MOST = Integer.MAX_VALUE - 8;

  private static final int LONGEST_MESSAGE = 500;

  private final String name;

  FileSource(String name) {
    this.name = name;
  }

  /** Reads from an open file. */
  @FunctionalInterface
  public interface Reading<T> {
    T read() throws IOException;
  }

  /**
   * What reading gives.
   *
   * @param kind what the file should be: "a .npy file"
   * @throws DataException for whatever is wrong with the file
   */
  public static <T> T read(Path file, String kind, Reading<T> reading) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder, expected " + kind);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file + " is no regular file, expected " + kind);
    }
    try {
      return reading.read();
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new DataException(file + " may not be read: access denied", e);
    } catch (ZipException e) {
      String packing = file.toString().endsWith(".gz") ? "gzip" : "zip";
      throw new DataException(file + " is not a sound " + packing + " file: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new DataException(file + " is truncated: its data end too early", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  DataException wrong(String what, Object... arguments) {
    String text = what.formatted(arguments); // which may quote the file
    boolean isLong = text.length() > LONGEST_MESSAGE;
    return new DataException(
        name + " " + (isLong ? text.substring(0, LONGEST_MESSAGE) + " …" : text));
  }

  /** The shape that a header declares; nothing is allocated for it yet. */
  Shape shape(int[] dims, TypedArray.Type type) {
    Shape shape;
    try {
      shape = new Shape(dims);
    } catch (ShapeException e) {
      throw wrong("declares a shape that cannot be: %s", e.getMessage());
    }
    if ((long) shape.size() * type.bytes > MOST) {
      throw wrong(
          "declares more than %d bytes, the most an array can hold: %s of %s", MOST, shape, type);
    }
    return shape;
  }

  /**
   * Fails while it is still cheap. Elements are held once as bytes, once as a tensor, and moved.
   */
  void requireHeap(long bytes) {
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / 3) {
      throw wrong(
          "is too large for this JVM: it needs %d bytes three times, -Xmx allows %d", bytes, heap);
    }
  }

  /** Truth values are 0 or 1; anything else would be true here and something else elsewhere. */
  void requireTruthValues(TypedArray.Type type, byte[] elements) {
    if (type == TypedArray.Type.BOOL) {
      for (int i = 0; i < elements.length; i++) {
        if (elements[i] != 0 && elements[i] != 1) {
          throw wrong(
              "has a bad truth value as element %d, expected 0 or 1, got %d",
              i, elements[i] & 0xff);
        }
      }
    }
  }
}
