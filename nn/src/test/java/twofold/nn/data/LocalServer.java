package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server on this machine, and a folder to fetch into. */
abstract class LocalServer {
  static final byte[] CONTENT = new byte[200_000];
  static final LongConsumer SILENT = bytes -> {};

  static {
    new SplittableRandom(1).nextBytes(CONTENT);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  final List<String> asked = new CopyOnWriteArrayList<>();
  final CountDownLatch end = new CountDownLatch(1);
  HttpServer server;

  @TempDir Path folder;
  Path file;
  Path part;
  String sha256;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
    file = folder.resolve("set.bin");
    part = folder.resolve("set.bin.part");
    Path once = Files.write(folder.resolve("once"), CONTENT);
    sha256 = Fetch.sha256(once);
    Files.delete(once);
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Answers at /set.bin, and notes what range was asked for. */
  Fetch.Source serve(HttpHandler handler) {
    server.createContext(
        "/set.bin",
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return source("/set.bin");
  }

  Fetch.Source source(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort()).resolve(path);
    return new Fetch.Source(address, "set.bin", CONTENT.length, sha256);
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** A server that knows ranges. */
  static void rangesKnown(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      answer(exchange, 200, CONTENT);
      return;
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
    answer(exchange, 206, Arrays.copyOfRange(CONTENT, from, CONTENT.length));
  }

  static void rangesUnknown(HttpExchange exchange) throws IOException {
    answer(exchange, 200, CONTENT);
  }

  boolean fetch(Fetch.Source source) {
    return new Fetch(Duration.ofSeconds(10)).fetch(source, folder, SILENT);
  }

  void fails(Fetch.Source source, String... saying) {
    assertThatThrownBy(() -> fetch(source))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll(saying)
        .message()
        .doesNotContain("\n");
    assertThat(file).doesNotExist();
  }

  void partHas(int bytes) throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, bytes));
  }

  void requireFetchedAndNothingElse() throws IOException {
    assertThat(file).hasBinaryContent(CONTENT);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
