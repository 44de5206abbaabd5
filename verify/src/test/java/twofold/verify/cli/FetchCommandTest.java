package twofold.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.nn.data.DataSet;
import twofold.nn.data.Fetch;
import twofold.nn.data.FetchException;

/** What a person sees of fetching, from a server on this machine. */
class FetchCommandTest {
  /** SHA-256 of "abc" as published: FIPS 180-2, appendix B.1. */
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private String fetch(boolean terminal) throws IOException {
    return fetch("abc.bin", "abc".getBytes(StandardCharsets.US_ASCII), SHA256_OF_ABC, terminal);
  }

  /** What is said of fetching a data set of one file; it may hold a packed one. */
  private String fetch(
      String name, byte[] content, String sha256, boolean terminal, DataSet.Packed... packed)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
      Fetch.Source source = new Fetch.Source(address, name, content.length, sha256);
      DataSet known = new DataSet("abc", "letters", "free", name, List.of(source), List.of(packed));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FetchCommand.fetch(new Fetch(), known, folder, new PrintStream(out, true), terminal);
      return out.toString();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void plainLines() throws IOException {
    assertThat(fetch(false)).matches("abc\\.bin +0\\.0 MB from 127\\.0\\.0\\.1\\R");
    assertThat(fetch(false)).matches("abc\\.bin +is there already\\R");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFileIsThere(boolean terminal) throws IOException {
    assertThat(fetch(terminal)).contains("from 127.0.0.1");
    assertThat(folder.resolve("abc.bin")).hasContent("abc");
  }

  private static byte[] archive(String path, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      TarArchiveEntry entry = new TarArchiveEntry(path);
      entry.setSize(content.length());
      tar.putArchiveEntry(entry);
      tar.write(content.getBytes(StandardCharsets.US_ASCII));
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void whatIsPackedIsUnpackedOnce() throws Exception {
    byte[] archive = archive("letters/abc.bin", "abc");
    DataSet.Packed wanted = new DataSet.Packed("letters/abc.bin", 3);
    String sha256 = sha256(archive);
    assertThat(fetch("a.tar.gz", archive, sha256, false, wanted))
        .matches("a\\.tar\\.gz .*\\Rletters/abc\\.bin +0\\.0 MB unpacked\\R");
    assertThat(folder.resolve("letters").resolve("abc.bin")).hasContent("abc");
    assertThat(fetch("a.tar.gz", archive, sha256, false, wanted).lines())
        .hasSize(2)
        .allMatch(line -> line.endsWith(" is there already"));
  }

  /** Only the archive that is known is looked into. */
  @Test
  void anArchiveThatIsNotTheOneIsNotOpened() throws Exception {
    byte[] archive = archive("letters/abc.bin", "abc");
    DataSet.Packed wanted = new DataSet.Packed("letters/abc.bin", 3);
    assertThatThrownBy(() -> fetch("a.tar.gz", archive, SHA256_OF_ABC, false, wanted))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("gave another file");
    assertThat(folder).isEmptyDirectory();
  }
}
