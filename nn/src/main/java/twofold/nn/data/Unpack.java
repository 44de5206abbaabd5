package twofold.nn.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Takes files of which name and size are known out of a {@code .tar.gz}, and takes nothing on
 * trust.
 *
 * <pre>
 *   1   an archive decides neither what is written nor where: only the names asked for ever become paths
 *   2   links, devices, names that lead elsewhere (/etc/x, a/../../x), other sizes, more bytes than
 *       there can be, an early end: the whole archive is refused, even where nobody asked for that entry
 *   3   FILE.part becomes FILE when all of the archive has been read and was sound
 * </pre>
 *
 * [IEEE Std 1003.1, pax: ustar Interchange Format]
 */
final class Unpack {
  private static final int BUFFER = 1 << 16;

  /** What an archive may hold besides the files asked for: headers, a page that explains them. */
  private static final long SLACK = 1 << 20;

  private Unpack() {}

  /**
   * Makes sure that the members are there, by their sizes.
   *
   * @return whether anything had to be unpacked
   * @throws FetchException if the archive is not sound, or does not hold them; then no file is left
   */
  static boolean unpack(Path archive, List<DataSet.Packed> members, Path folder) {
    Map<Path, Path> parts = new HashMap<>();
    try {
      if (areThere(members, folder)) {
        return false;
      }
      read(archive, members, folder, parts);
      for (Map.Entry<Path, Path> done : parts.entrySet()) {
        Files.move(done.getKey(), done.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
      return true;
    } catch (IOException e) {
      throw new FetchException(archive + " cannot be unpacked: " + e.getMessage(), e);
    } finally {
      parts.keySet().forEach(Unpack::deleteIfThere);
    }
  }

  private static boolean areThere(List<DataSet.Packed> members, Path folder) throws IOException {
    for (DataSet.Packed member : members) {
      Path file = folder.resolve(member.path());
      if (!Files.isRegularFile(file) || Files.size(file) != member.size()) {
        return false;
      }
    }
    return true;
  }

  private static void read(
      Path archive, List<DataSet.Packed> members, Path folder, Map<Path, Path> parts)
      throws IOException {
    List<DataSet.Packed> missing = new ArrayList<>(members);
    long most = members.stream().mapToLong(DataSet.Packed::size).sum() + SLACK;
    try (InputStream raw = Files.newInputStream(archive);
        InputStream unzipped = new Limited(new GZIPInputStream(raw, BUFFER), most);
        TarArchiveInputStream tar = new TarArchiveInputStream(unzipped, "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        requireHarmless(entry);
        String name = entry.getName().replaceFirst("^\\./", "");
        DataSet.Packed member = find(name, members);
        if (member == null) {
          continue;
        }
        if (!missing.remove(member)) {
          throw new IOException("it holds " + name + " twice");
        }
        requireSize(entry, member);
        Path file = folder.resolve(member.path());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.createDirectories(file.getParent());
        parts.put(part, file);
        Files.copy(tar, part, StandardCopyOption.REPLACE_EXISTING);
        if (Files.size(part) != member.size()) {
          throw new IOException("it ends within " + name);
        }
      }
      // As far as the checksum at the end of the gzip data.
      unzipped.transferTo(OutputStream.nullOutputStream());
    }
    if (!missing.isEmpty()) {
      throw new IOException("it does not hold " + missing.get(0).path());
    }
  }

  private static void requireSize(TarArchiveEntry entry, DataSet.Packed member) throws IOException {
    if (entry.isDirectory() || entry.getSize() != member.size()) {
      String got = entry.isDirectory() ? "a folder" : entry.getSize() + " bytes";
      throw new IOException(
          "%s must be a file of %d bytes, got %s".formatted(member.path(), member.size(), got));
    }
  }

  private static DataSet.Packed find(String name, List<DataSet.Packed> members) {
    return members.stream().filter(member -> member.path().equals(name)).findFirst().orElse(null);
  }

  /** A file or a folder, below the folder that it is unpacked in. */
  private static void requireHarmless(TarArchiveEntry entry) throws IOException {
    String name = entry.getName();
    byte kind = entry.getLinkFlag();
    boolean isPlain =
        kind == TarConstants.LF_NORMAL
            || kind == TarConstants.LF_OLDNORM
            || kind == TarConstants.LF_DIR;
    if (!isPlain || entry.isSparse()) {
      throw new IOException(
          "it holds something that is neither file nor folder: " + printable(name));
    }
    boolean leadsElsewhere =
        name.startsWith("/")
            || name.contains("\\")
            || name.contains(":")
            || List.of(name.split("/")).contains("..");
    if (leadsElsewhere) {
      throw new IOException("it holds a name that leads elsewhere: " + printable(name));
    }
  }

  /** In one line, whatever an archive makes of it. */
  private static String printable(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 200 ? plain : plain.substring(0, 200) + "…";
  }

  private static void deleteIfThere(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) { // what went wrong before says more
    }
  }

  /** Small archives can hold much: a few megabytes of zeros take a few kilobytes. */
  private static final class Limited extends FilterInputStream {
    private final long most;
    private long count;

    Limited(InputStream in, long most) {
      super(in);
      this.most = most;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = in.read(bytes, offset, length);
      count += Math.max(0, n);
      if (count > most) {
        throw new IOException("it holds more than the expected " + most + " bytes");
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      byte[] passed = new byte[(int) Math.max(0, Math.min(n, BUFFER))];
      return passed.length == 0 ? 0 : Math.max(0, read(passed, 0, passed.length));
    }
  }
}
