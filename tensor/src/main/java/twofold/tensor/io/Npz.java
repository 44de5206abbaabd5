package twofold.tensor.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Several arrays in one file, as NumPy keeps them: a zip archive with one .npy file for each.
 *
 * <p>Archives may lie in their own ways. Names that would leave a folder were they unpacked are
 * refused although nothing is unpacked here, and so are two entries of one name. An entry that
 * declares more bytes than deflate could have packed into it is a bomb; the sizes of all entries
 * together must fit the memory before the first is read, and each must be what the shape in it
 * needs. Checksums are compared, which Java's own {@link ZipFile} leaves to its callers.
 */
public final class Npz {

  /** How many bytes deflate can at best pack into one. */
  private static final int BEST_DEFLATE = 1032;

  /** The oldest date a zip archive can tell: so the same arrays always make the same file. */
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads a file: the arrays by their names, in the order of the archive.
   *
   * @throws DataException if the file is missing, unreadable, or not an archive of sound arrays
   */
  public static Map<String, TypedArray> read(Path file) {
    return FileSource.read(
        file,
        "an .npz file",
        () -> {
          try (ZipFile zip = new ZipFile(file.toFile())) {
            return read(file, zip);
          } catch (IllegalArgumentException e) { // a name that is not UTF-8
            throw new DataException(file + " is not a sound zip file: " + e.getMessage(), e);
          }
        });
  }

  private static Map<String, TypedArray> read(Path file, ZipFile zip) throws IOException {
    List<? extends ZipEntry> entries = zip.stream().toList();
    FileSource archive = new FileSource(file.toString());
    Set<String> names = new HashSet<>();
    long total = 0;
    for (ZipEntry entry : entries) {
      requireName(archive, entry.getName());
      if (!names.add(entry.getName())) {
        throw archive.wrong("has two entries %s", entry.getName());
      }
      if (entry.getSize() < 0 || entry.getSize() / BEST_DEFLATE > entry.getCompressedSize()) {
        throw archive.wrong(
            "has an entry %s of %d bytes, more than its %d packed bytes can hold",
            entry.getName(), entry.getSize(), entry.getCompressedSize());
      }
      total += Math.min(entry.getSize(), FileSource.MOST); // so many entries do not fit a file
      archive.requireHeap(total);
    }
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    for (ZipEntry entry : entries) {
      FileSource source = new FileSource(file + " entry " + entry.getName());
      CRC32 sum = new CRC32();
      try (InputStream in =
          new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), sum)) {
        TypedArray array = Npy.read(source, in, entry.getSize());
        if (sum.getValue() != entry.getCrc()) {
          throw source.wrong(
              "is damaged: its checksum is %08x, expected %08x", sum.getValue(), entry.getCrc());
        }
        String name = entry.getName();
        arrays.put(name.substring(0, name.length() - ".npy".length()), array);
      }
    }
    return arrays;
  }

  private static void requireName(FileSource archive, String name) {
    boolean bad =
        !name.endsWith(".npy")
            || name.length() > 1000
            || name.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c));
    for (String part : name.split("/", -1)) {
      bad |= part.isEmpty() || part.equals(".") || part.equals("..");
    }
    if (bad) {
      throw archive.wrong(
          "has an entry with a bad name, expected a relative one that ends with .npy, got %s",
          name.substring(0, Math.min(name.length(), 100)));
    }
  }

  /**
   * Writes a file, whole or not at all; unpacked, as NumPy does it.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, Map<String, TypedArray> arrays) {
    FileSource target = new FileSource(file.toString());
    arrays.keySet().forEach(name -> requireName(target, name + ".npy"));
    WholeFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, TypedArray> array : arrays.entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Npy.write(bytes, array.getValue(), false);
            CRC32 sum = new CRC32();
            sum.update(bytes.toByteArray());
            ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes.size());
            entry.setCrc(sum.getValue());
            entry.setTimeLocal(LONG_AGO);
            zip.putNextEntry(entry);
            bytes.writeTo(zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }
}
