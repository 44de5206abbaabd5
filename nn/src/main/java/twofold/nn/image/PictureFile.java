package twofold.nn.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import twofold.tensor.io.DataException;
import twofold.tensor.io.WholeFile;

/**
 * Reads and writes pictures: JPEG and PNG, and reads whatever else this Java knows.
 *
 * <p>A file is not trusted. Its size is asked for before a pixel is decoded, since a few bytes can
 * declare a picture that no memory holds; and whatever is wrong becomes one line with the file's
 * name. Files are written whole or not at all.
 *
 * <p>Pictures come grey (1 channel) or coloured (3), from 0 to 1; see {@link Awt} for how.
 */
public final class PictureFile {
  /** Pixels, unless the caller knows better: 8000 × 8000, more than most cameras have. */
  public static final long MOST_PIXELS = 64_000_000;

  private PictureFile() {}

  /**
   * @throws DataException if the file is no sound picture, or has more than {@link #MOST_PIXELS}
   */
  public static Picture read(Path file) {
    return read(file, MOST_PIXELS);
  }

  /**
   * @param mostPixels width × height that is still accepted
   */
  public static Picture read(Path file, long mostPixels) {
    byte[] bytes = bytes(file);
    try {
      PngChunks.check(bytes);
      return decode(file, bytes, mostPixels);
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoders were written for sound files; on others they throw whatever comes.
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new DataException(file + " is not a sound picture: " + why, e);
    }
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw new DataException(file + " is a folder, expected a picture");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new DataException(file + " is no regular file, expected a picture");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new DataException(file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new DataException(file + " may not be read: access denied", e);
    } catch (IOException | OutOfMemoryError e) { // which is what a file of over 2 GB gives
      throw new DataException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Picture decode(Path file, byte[] bytes, long mostPixels) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        String what = bytes.length == 0 ? "it is empty" : "it begins like no kind that is known";
        throw new DataException(file + " is not a picture: " + what);
      }
      ImageReader reader = readers.next();
      try {
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        reader.setInput(in, true, true); // without metadata, in which compressed text may be huge
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        if (width * height > mostPixels) {
          throw new DataException(
              "%s is too large: %d x %d pixels, at most %d are read"
                  .formatted(file, width, height, mostPixels));
        }
        BufferedImage image = reader.read(0);
        requireWhole(file, warnings);
        return Awt.picture(image);
      } finally {
        reader.dispose();
      }
    }
  }

  /** The JPEG decoder fills what is missing with grey, and only mentions it. */
  private static void requireWhole(Path file, List<String> warnings) {
    for (String warning : warnings) {
      String lower = warning.toLowerCase(Locale.ROOT);
      if (lower.contains("truncated") || lower.contains("premature")) {
        throw new DataException(file + " is truncated: " + warning);
      }
    }
  }

  /**
   * Writes a PNG: what is read back are the same numbers, rounded to 1/255.
   *
   * @param level of compression, 0 (none, fast) to 9 (small, slow)
   * @throws IllegalArgumentException unless the picture has 1 or 3 channels of numbers
   * @throws DataException if the file cannot be written; what was there before is there still
   */
  public static void writePng(Path file, Picture picture, int level) {
    if (level < 0 || level > 9) {
      throw new IllegalArgumentException("level must be from 0 to 9, got " + level);
    }
    write(file, picture, "png", 1 - level / 9f); // ImageIO's quality 1 is the level 0
  }

  /**
   * Writes a JPEG: smaller, and only similar.
   *
   * @param quality 0 (small) to 1 (similar)
   * @throws IllegalArgumentException unless the picture has 1 or 3 channels of numbers
   * @throws DataException if the file cannot be written; what was there before is there still
   */
  public static void writeJpeg(Path file, Picture picture, double quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("quality must be from 0 to 1, got " + quality);
    }
    write(file, picture, "jpeg", (float) quality);
  }

  private static void write(Path file, Picture picture, String format, float quality) {
    BufferedImage image = Awt.image(picture);
    WholeFile.write(file, out -> encode(image, format, quality, out));
  }

  private static void encode(BufferedImage image, String format, float quality, OutputStream out)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (var stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      how.setCompressionQuality(quality);
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
  }
}
