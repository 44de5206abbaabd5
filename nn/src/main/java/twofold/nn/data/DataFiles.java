package twofold.nn.data;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
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
  private static final int BUFFER = 1 << 16;

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

  /** A file of UTF-8, unpacked if its name ends with {@code .gz}. */
  static <T> T read(Path file, Reading<T> reading) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder, expected a file of text");
    }
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
        // A decoder of one's own reports bytes that are no UTF-8; the usual one replaces them.
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())) {
      return reading.read(text);
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new DataException(file + " may not be read: access denied", e);
    } catch (ZipException e) {
      throw new DataException(file + " is not a sound gzip file: " + e.getMessage(), e);
    } catch (EOFException e) { // only the gzip stream throws it
      throw new DataException(file + " is truncated: the gzip data end too early", e);
    } catch (CharacterCodingException e) {
      throw new DataException(file + " is not text in UTF-8", e);
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
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
    return new DataException(file + ":" + line + ": " + what.formatted(arguments));
  }
}
