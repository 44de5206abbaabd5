package twofold.nn.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import twofold.tensor.io.DataException;

/**
 * Finds the files of a data set, and reads those that hold text; what is wrong becomes one line.
 */
final class DataFiles {
  private static final int LONGEST_MESSAGE = 500;
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private DataFiles() {}

  /** {@code folder/name}, or the folder itself if there is no such. */
  static Path place(Path folder, String name) {
    Path inner = folder.resolve(name);
    Path place = Files.isDirectory(inner) ? inner : folder;
    if (!Files.isDirectory(place)) {
      throw new DataException(
          folder + " is not a folder, expected one with the " + name + " files");
    }
    return place;
  }

  /** The file of this name, or else the same with {@code .gz}. */
  static Path find(Path folder, String name) {
    Path plain = folder.resolve(name);
    Path packed = folder.resolve(name + ".gz");
    if (Files.exists(plain)) {
      return plain;
    }
    if (Files.exists(packed)) {
      return packed;
    }
    throw new DataException(plain + " does not exist, with or without .gz");
  }

  /** Reads from open text. */
  @FunctionalInterface
  interface Reading<T> {
    T read(Reader text) throws IOException;
  }

  /** What is done with a line; its number counts from 1. */
  @FunctionalInterface
  interface LineReader {
    void read(int number, String line);
  }

  /**
   * A file of UTF-8, unpacked if its name ends with {@code .gz}; a mark of the byte order at its
   * beginning is passed over.
   */
  static <T> T read(Path file, Reading<T> reading) {
    try (Reader text = open(file)) {
      return reading.read(text);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /** The text of a file, to be closed. What it throws, {@link #failure} makes a line of. */
  static Reader open(Path file) throws IOException {
    requireFile(file, "a file of text");
    // A decoder of one's own reports bytes that are no UTF-8; the usual one replaces them.
    Reader text = new InputStreamReader(unpacked(file), StandardCharsets.UTF_8.newDecoder());
    PushbackReader marked = new PushbackReader(new BufferedReader(text, BUFFER), 1);
    try {
      int first = marked.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        marked.unread(first);
      }
      return marked;
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  static void requireFile(Path file, String kind) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder, expected " + kind);
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file + " is no regular file, expected " + kind);
    }
  }

  private static InputStream unpacked(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    if (!file.toString().endsWith(".gz")) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw, BUFFER);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** What went wrong with a file, as one line that names it. */
  static DataException failure(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return new DataException(file + " does not exist", e);
    }
    if (e instanceof AccessDeniedException) {
      return new DataException(file + " may not be read: access denied", e);
    }
    if (e instanceof ZipException) {
      return new DataException(file + " is not a sound gzip file: " + e.getMessage(), e);
    }
    if (e instanceof EOFException) { // only the gzip stream throws it
      return new DataException(file + " is truncated: the gzip data end too early", e);
    }
    if (e instanceof CharacterCodingException) {
      return new DataException(file + ":" + lineOfBadByte(file) + ": is not text in UTF-8", e);
    }
    return new DataException(file + " cannot be read: " + e.getMessage(), e);
  }

  /** The line that holds the first byte that is no UTF-8. Readers are ahead of it by a buffer. */
  private static long lineOfBadByte(Path file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer text = CharBuffer.allocate(BUFFER); // never fewer bytes than characters
    long line = 1;
    try (InputStream in = unpacked(file)) {
      CoderResult result;
      int count;
      do {
        count = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.limit(bytes.position() + Math.max(0, count)).position(0);
        result = decoder.decode(bytes, text, count < 0);
        line += text.flip().chars().filter(c -> c == '\n').count();
        text.clear();
        bytes.compact();
      } while (!result.isError() && count >= 0);
    } catch (IOException e) { // of what can be read, no line is bad; it changed meanwhile
      return line;
    }
    return line;
  }

  /** A finite number as files spell it; NaN if it is none. Java's own 1d, 1f and 0x1p0 are none. */
  static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      boolean plain = text.chars().allMatch(c -> c <= ' ' || "+-.0123456789eE".indexOf(c) >= 0);
      return plain && Double.isFinite(number) ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Every line in turn; a file without any is an error. */
  static void lines(Path file, LineReader reader) {
    int count =
        read(
            file,
            text -> {
              BufferedReader lines = new BufferedReader(text, BUFFER);
              int number = 0;
              for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(++number, line);
              }
              return number;
            });
    if (count == 0) {
      throw new DataException(file + " is empty");
    }
  }

  /** An error at a line, in the form that editors jump to. */
  static DataException wrong(Path file, long line, String what, Object... arguments) {
    return new DataException(file + ":" + line + ": " + beginning(what.formatted(arguments)));
  }

  /** A message may quote the file, of which a line may be a megabyte. */
  static String beginning(String message) {
    boolean isLong = message.length() > LONGEST_MESSAGE;
    return isLong ? message.substring(0, LONGEST_MESSAGE) + " …" : message;
  }
}
