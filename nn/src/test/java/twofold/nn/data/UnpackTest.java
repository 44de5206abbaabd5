package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives as they should be, and those that somebody made to do harm. */
class UnpackTest {
  private static final int BLOCK = 512;
  private static final List<DataSet.Packed> WANTED =
      List.of(new DataSet.Packed("set/a.bin", 1000), new DataSet.Packed("set/b.bin", 3));

  /** Everything that is written must be in {@code outside/inside}. */
  @TempDir private Path outside;

  private Path folder;
  private Path archive;

  @BeforeEach
  void folders() throws IOException {
    folder = Files.createDirectory(outside.resolve("inside"));
    archive = folder.resolve("set.tar.gz");
  }

  @FunctionalInterface
  private interface Entries {
    void addTo(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] tar(Entries... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      for (Entries some : entries) {
        some.addTo(tar);
      }
    }
    return bytes.toByteArray();
  }

  private static Entries file(String name, byte[] content) {
    return tar -> {
      TarArchiveEntry entry = new TarArchiveEntry(name, true); // with the slash it begins with
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    };
  }

  private static final Entries A = file("set/a.bin", new byte[1000]);
  private static final Entries B = file("set/b.bin", new byte[] {1, 2, 3});

  private void zip(byte[] tar) throws IOException {
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(archive))) {
      out.write(tar);
    }
  }

  private void archiveIs(Entries... entries) throws IOException {
    zip(tar(entries));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(outside)) {
      return all.filter(file -> !Files.isDirectory(file) && !file.equals(archive))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void refused(String... saying) throws IOException {
    assertThatThrownBy(() -> Unpack.unpack(archive, WANTED, folder))
        .isInstanceOf(FetchException.class)
        .hasMessageStartingWith(archive + " cannot be unpacked: ")
        .hasMessageContainingAll(
            Stream.concat(Stream.of(": "), Stream.of(saying)).toArray(String[]::new))
        .message()
        .doesNotContain("\n");
    assertThat(files()).isEmpty();
  }

  @Test
  void whatIsWantedAndNothingElse() throws IOException {
    Entries folderOfThem =
        tar -> {
          tar.putArchiveEntry(new TarArchiveEntry("set/"));
          tar.closeArchiveEntry();
        };
    archiveIs(folderOfThem, A, file("set/readme.html", new byte[700]), B);
    assertThat(Unpack.unpack(archive, WANTED, folder)).isTrue();
    assertThat(files()).containsExactly("set/a.bin", "set/b.bin");
    assertThat(folder.resolve("set/b.bin")).hasBinaryContent(new byte[] {1, 2, 3});
    Files.delete(archive);
    assertThat(Unpack.unpack(archive, WANTED, folder)).as("all is there").isFalse();
  }

  @Test
  void aFileThatIsCutOffIsUnpackedAgain() throws IOException {
    archiveIs(A, file("./set/b.bin", new byte[] {1, 2, 3}));
    Files.createDirectory(folder.resolve("set"));
    Files.write(folder.resolve("set/b.bin"), new byte[2]);
    Files.write(folder.resolve("set/a.bin.part"), new byte[2000]);
    assertThat(Unpack.unpack(archive, WANTED, folder)).isTrue();
    assertThat(files()).containsExactly("set/a.bin", "set/b.bin");
    assertThat(folder.resolve("set/b.bin")).hasBinaryContent(new byte[] {1, 2, 3});
  }

  /** Nobody has asked for them, and still nothing of the archive is kept. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/etc/x",
        "set/../../x",
        "set\\..\\..\\x",
        "C:x",
        "..",
        "set/..",
        "x/\n/../y"
      })
  void namesThatLeadElsewhere(String name) throws IOException {
    archiveIs(A, B, file(name, new byte[] {7}));
    refused("a name that leads elsewhere: " + name.replace('\n', '?'));
  }

  @Test
  void longNamesThatLeadElsewhere() throws IOException {
    String name = "long/".repeat(60) + "../".repeat(61) + "x";
    archiveIs(A, file(name, new byte[] {7}), B);
    refused("a name that leads elsewhere: long/long/", "…");
    zip(
        tar(
            tar -> tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX),
            A,
            file(name, new byte[] {7}),
            B));
    refused("a name that leads elsewhere: long/long/", "…");
  }

  @ParameterizedTest
  @ValueSource(
      bytes = {
        TarConstants.LF_SYMLINK,
        TarConstants.LF_LINK,
        TarConstants.LF_CHR,
        TarConstants.LF_BLK,
        TarConstants.LF_FIFO,
        TarConstants.LF_CONTIG
      })
  void linksAndDevices(byte kind) throws IOException {
    for (String name : List.of("other", "set/a.bin")) { // not wanted, and wanted
      Entries link =
          tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind);
            entry.setLinkName("/etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
          };
      archiveIs(link, A, B);
      refused("neither file nor folder: " + name);
    }
  }

  /** The size in the header of the first entry, and the header's checksum with it. */
  private static byte[] claiming(byte[] tar, long size) {
    byte[] header = Arrays.copyOf(tar, BLOCK);
    byte[] octal = String.format("%011o ", size).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, header, 124, 12);
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    byte[] check = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(check, 0, header, 148, 8);
    byte[] lying = tar.clone();
    System.arraycopy(header, 0, lying, 0, BLOCK);
    return lying;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 999, 1001, 5000, 0x1_ffff_ffffL})
  void sizesThatAreNotAsKnown(long size) throws IOException {
    zip(claiming(tar(A, B), size));
    refused("set/a.bin must be a file of 1000 bytes, got " + size + " bytes");
  }

  /** So that all is within a file that nobody has asked for. */
  @Test
  void aSizeThatSwallowsTheRest() throws IOException {
    zip(claiming(tar(file("x", new byte[3]), A, B), 0x1_ffff_ffffL));
    refused();
    zip(claiming(tar(file("x", new byte[3]), A, B), 512 * 5));
    refused("it does not hold set/a.bin");
  }

  @Test
  void anArchiveThatEndsTooEarly() throws IOException {
    byte[] whole = tar(A, B);
    zip(Arrays.copyOf(whole, BLOCK + 600)); // within the first file
    refused();
    zip(Arrays.copyOf(whole, BLOCK + 1024)); // after it
    refused("it does not hold set/b.bin");
    archiveIs(A, B);
    byte[] zipped = Files.readAllBytes(archive);
    for (int length = 0; length < zipped.length; length++) {
      Files.write(archive, Arrays.copyOf(zipped, length));
      refused();
    }
  }

  @Test
  void anArchiveThatWasChangedOnTheWay() throws IOException {
    archiveIs(A, B);
    byte[] zipped = Files.readAllBytes(archive);
    zipped[zipped.length - 8] ^= 1; // the checksum of the gzip data
    Files.write(archive, zipped);
    refused("Corrupt GZIP trailer");
  }

  @Test
  void twiceOrAFolderOrNothingAtAll() throws IOException {
    archiveIs(A, B, B);
    refused("it holds set/b.bin twice");
    archiveIs(A);
    refused("it does not hold set/b.bin");
    Files.writeString(archive, "no archive at all, whatever its name says");
    refused();
    Files.delete(archive);
    refused();
  }

  /** A megabyte besides what is wanted is granted, and no more: 64 MB of zeros take 64 kB. */
  @Test
  void aSmallArchiveOfMuch() throws IOException {
    archiveIs(file("zeros", new byte[1 << 26]), A, B);
    assertThat(Files.size(archive)).isLessThan(100_000);
    refused("it holds more than the expected " + (1003 + (1 << 20)) + " bytes");
    Entries longName =
        tar -> {
          TarArchiveEntry entry = new TarArchiveEntry("name", TarConstants.LF_GNUTYPE_LONGNAME);
          entry.setSize(1 << 26);
          tar.putArchiveEntry(entry);
          tar.write(new byte[1 << 26]);
          tar.closeArchiveEntry();
        };
    archiveIs(longName, A, B);
    refused("it holds more than the expected ");
    archiveIs(A, B, file("zeros", new byte[1 << 26])); // at the end
    refused("it holds more than the expected ");
  }

  /**
   * Whatever is changed in an archive: it is refused in one line, or the files are as long as
   * known.
   */
  @Test
  void anyChange() throws IOException {
    byte[] whole = tar(A, file("set/readme.html", new byte[700]), B);
    SplittableRandom random = new SplittableRandom(1);
    int sound = 0;
    for (int k = 0; k < 500; k++) {
      byte[] changed = whole.clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        int header = new int[] {0, 3, 6}[random.nextInt(3)] * BLOCK; // a, readme, b
        changed[header + random.nextInt(BLOCK)] = (byte) random.nextInt(256);
      }
      zip(changed);
      try {
        Unpack.unpack(archive, WANTED, folder);
        sound++;
        assertThat(files()).containsExactly("set/a.bin", "set/b.bin");
        assertThat(Files.size(folder.resolve("set/a.bin"))).isEqualTo(1000);
        Files.delete(folder.resolve("set/a.bin"));
        Files.delete(folder.resolve("set/b.bin"));
      } catch (FetchException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
        assertThat(files()).isEmpty();
      }
    }
    assertThat(sound).isBetween(50, 450); // of both kinds, or this has shown nothing
  }
}
