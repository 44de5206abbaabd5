package twofold.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import twofold.nn.data.Fetch;

/** What a person sees of fetching, from a server on this machine. */
class FetchCommandTest {
  /** SHA-256 of "abc" as published: FIPS 180-2, appendix B.1. */
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  private String fetch(boolean terminal) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 3);
          exchange.getResponseBody().write("abc".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/abc.bin");
      Fetch.Source source = new Fetch.Source(address, "abc.bin", 3, SHA256_OF_ABC);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      FetchCommand.fetch(new Fetch(), source, folder, new PrintStream(out, true), terminal);
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
}
