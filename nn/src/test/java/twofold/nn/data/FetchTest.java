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
import java.util.ArrayList;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from a server on this machine that does as it should, and from many that do not. */
class FetchTest {
  private static final byte[] CONTENT = new byte[200_000];
  private static final LongConsumer SILENT = bytes -> {};

  static {
    new SplittableRandom(1).nextBytes(CONTENT);
  }

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;

  @TempDir private Path folder;
  private Path file;
  private Path part;
  private String sha256;

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
  private Fetch.Source serve(HttpHandler handler) {
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

  private Fetch.Source source(String path) {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort()).resolve(path);
    return new Fetch.Source(address, "set.bin", CONTENT.length, sha256);
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  /** A server that knows ranges. */
  private static void rangesKnown(HttpExchange exchange) throws IOException {
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

  private static void rangesUnknown(HttpExchange exchange) throws IOException {
    answer(exchange, 200, CONTENT);
  }

  private boolean fetch(Fetch.Source source) {
    return new Fetch(Duration.ofSeconds(10)).fetch(source, folder, SILENT);
  }

  private void fails(Fetch.Source source, String... saying) {
    assertThatThrownBy(() -> fetch(source))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll(saying)
        .message()
        .doesNotContain("\n");
    assertThat(file).doesNotExist();
  }

  private void partHas(int bytes) throws IOException {
    Files.write(part, Arrays.copyOf(CONTENT, bytes));
  }

  private void requireFetchedAndNothingElse() throws IOException {
    assertThat(file).hasBinaryContent(CONTENT);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theWholeFile() throws IOException {
    List<Long> progress = new ArrayList<>();
    Fetch.Source source = serve(FetchTest::rangesKnown);
    assertThat(new Fetch().fetch(source, folder, progress::add)).isTrue();
    requireFetchedAndNothingElse();
    assertThat(progress).isSorted().endsWith((long) CONTENT.length);
    assertThat(asked).containsExactly("null");
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws IOException {
    Files.write(file, CONTENT);
    assertThat(fetch(serve(FetchTest::rangesKnown))).isFalse();
    assertThat(asked).isEmpty();
  }

  @Test
  void anotherFileOfThatNameIsLeftAlone() throws IOException {
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> fetch(serve(FetchTest::rangesKnown)))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll("another file", "expected SHA-256 " + sha256, "got ");
    assertThat(file).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 70_000, 199_999})
  void goesOnWhereAnEarlierTryHasEnded(int bytes) throws IOException {
    partHas(bytes);
    assertThat(fetch(serve(FetchTest::rangesKnown))).isTrue();
    requireFetchedAndNothingElse();
    assertThat(asked).containsExactly("bytes=" + bytes + "-");
  }

  @Test
  void aServerThatIgnoresTheRangeGivesTheWholeFile() throws IOException {
    partHas(70_000);
    assertThat(fetch(serve(FetchTest::rangesUnknown))).isTrue();
    requireFetchedAndNothingElse();
    assertThat(asked).containsExactly("bytes=70000-");
  }

  /** Only the status says what an answer is. */
  @Test
  void aRangeInAnAnswerWithTheWholeFileMeansNothing() throws IOException {
    partHas(70_000);
    Fetch.Source source =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 70000-199999/200000");
              rangesUnknown(exchange);
            });
    assertThat(fetch(source)).isTrue();
    requireFetchedAndNothingElse();
  }

  @Test
  void aPartThatIsCompleteOnlyWantsToBeRenamed() throws IOException {
    partHas(CONTENT.length);
    assertThat(fetch(serve(FetchTest::rangesKnown))).isTrue();
    requireFetchedAndNothingElse();
    assertThat(asked).isEmpty();
  }

  @Test
  void aPartThatIsTooLongIsThrownAway() throws IOException {
    partHas(CONTENT.length + 1);
    assertThat(fetch(serve(FetchTest::rangesKnown))).isTrue();
    requireFetchedAndNothingElse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes 0-199999/200000",
        "bytes 69999-199999/200000",
        "bytes 70000-199998/200000",
        "bytes 70000-199999/200001",
        "nonsense",
        ""
      })
  void aWrongRangeIsNotBelieved(String range) throws IOException {
    partHas(70_000);
    Fetch.Source source =
        serve(
            exchange -> {
              if (exchange.getRequestHeaders().getFirst("Range") == null) {
                answer(exchange, 200, CONTENT);
              } else {
                exchange.getResponseHeaders().set("Content-Range", range);
                answer(exchange, 206, Arrays.copyOfRange(CONTENT, 0, 130_000));
              }
            });
    assertThat(fetch(source)).isTrue();
    requireFetchedAndNothingElse();
    assertThat(asked).containsExactly("bytes=70000-", "null");
  }

  @Test
  void aRangeThatCannotBeHadMeansFromTheStart() throws IOException {
    partHas(70_000);
    Fetch.Source source =
        serve(
            exchange -> {
              boolean isRange = exchange.getRequestHeaders().containsKey("Range");
              answer(exchange, isRange ? 416 : 200, isRange ? new byte[0] : CONTENT);
            });
    assertThat(fetch(source)).isTrue();
    requireFetchedAndNothingElse();
  }

  @Test
  void aPieceOfWhatWasAskedForAsAWholeIsRefused() {
    Fetch.Source source =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 0-199999/200000");
              answer(exchange, 206, CONTENT);
            });
    fails(source, "answers 206, expected 200");
    assertThat(part).doesNotExist();
  }

  /** A broken part, which the rest cannot mend: it must not be gone on with for ever. */
  @Test
  void aPartOfSomethingElseIsDeletedAtTheEnd() throws IOException {
    Files.write(part, new byte[70_000]);
    Fetch.Source source = serve(FetchTest::rangesKnown);
    fails(source, "another file", "expected SHA-256 " + sha256 + ", got ");
    assertThat(part).doesNotExist();
    assertThat(fetch(source)).isTrue();
    requireFetchedAndNothingElse();
  }

  @Test
  void aWrongFileIsDeleted() throws IOException {
    byte[] wrong = CONTENT.clone();
    wrong[123_456] ^= 1;
    Fetch.Source source = serve(exchange -> answer(exchange, 200, wrong));
    Path copy = Files.write(folder.resolve("wrong"), wrong);
    fails(source, "was deleted", "expected SHA-256 " + sha256, "got " + Fetch.sha256(copy));
    assertThat(part).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 403, 500, 503})
  void aServerThatRefuses(int status) throws IOException {
    byte[] page = new byte[CONTENT.length]; // even of the right size
    fails(
        serve(exchange -> answer(exchange, status, page)), "answers " + status + ", expected 200");
    assertThat(part).doesNotExist();
    partHas(70_000);
    fails(source("/set.bin"), "answers " + status);
    assertThat(part).hasBinaryContent(Arrays.copyOf(CONTENT, 70_000));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 199_999, 200_001, 1_000_000})
  void aServerThatAnnouncesAnotherLength(int length) {
    Fetch.Source source = serve(exchange -> answer(exchange, 200, Arrays.copyOf(CONTENT, length)));
    fails(source, "announces " + length + " bytes, expected 200000");
    assertThat(part).doesNotExist();
  }

  /** Without announcing it (in chunks, length 0 to this API), and without an end. */
  @Test
  void aServerThatNeverEnds() {
    Fetch.Source source =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (true) {
                exchange.getResponseBody().write(CONTENT);
              }
            });
    LongConsumer neverTooMuch = bytes -> assertThat(bytes).isLessThanOrEqualTo(CONTENT.length);
    assertThatThrownBy(() -> new Fetch().fetch(source, folder, neverTooMuch))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("gives more than the expected 200000 bytes");
    assertThat(part).doesNotExist();
  }

  @Test
  void aServerThatEndsTooEarly() throws IOException {
    Fetch.Source source =
        serve(
            exchange -> {
              if (asked.size() > 1) {
                rangesKnown(exchange);
                return;
              }
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(CONTENT, 0, 130_000);
            });
    fails(source, "ended after 130000 of 200000 bytes", "goes on from there");
    assertThat(fetch(source)).isTrue();
    requireFetchedAndNothingElse();
    assertThat(asked).containsExactly("null", "bytes=130000-");
  }

  /** Announces the right length, and hangs up. */
  @Test
  void aServerThatLiesAboutTheLength() throws IOException {
    Fetch.Source source =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 100_000);
              exchange.getResponseBody().flush();
            });
    fails(source, "ended after ", " of 200000 bytes", "goes on from there");
    byte[] kept = Files.readAllBytes(part);
    assertThat(kept).isEqualTo(Arrays.copyOf(CONTENT, kept.length));
    assertThat(kept.length).isLessThanOrEqualTo(100_000);
  }

  @Test
  @Timeout(15)
  void aServerThatFallsSilent() throws IOException {
    Fetch.Source source =
        serve(
            exchange -> {
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 50_000);
              exchange.getResponseBody().flush();
              await();
            });
    Fetch fetch = new Fetch(Duration.ofMillis(500));
    assertThatThrownBy(() -> fetch.fetch(source, folder, SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll("nothing came for 0.5 s", "ended after 50000 of 200000 bytes");
    assertThat(part).hasBinaryContent(Arrays.copyOf(CONTENT, 50_000));
  }

  @Test
  @Timeout(15)
  void aServerThatNeverAnswers() {
    Fetch.Source source = serve(exchange -> await());
    Fetch fetch = new Fetch(Duration.ofMillis(500));
    assertThatThrownBy(() -> fetch.fetch(source, folder, SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageContainingAll("gives no answer", "nothing came for 0.5 s");
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyThere() {
    Fetch.Source source = source("/set.bin");
    server.stop(0);
    fails(source, "gives no answer: no connection");
  }

  @Test
  void redirectionsAreFollowedButNotForEver() throws IOException {
    serve(FetchTest::rangesKnown);
    redirect("/old", "/older");
    redirect("/older", "/set.bin");
    assertThat(fetch(source("/old"))).isTrue();
    requireFetchedAndNothingElse();
    Files.delete(file);
    redirect("/circle", "/circle");
    fails(source("/circle"), "/circle");
  }

  private void redirect(String from, String to) {
    server.createContext(
        from,
        exchange -> {
          exchange.getResponseHeaders().set("Location", to);
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
  }

  @Test
  void aFolderThatIsNotThere() {
    Fetch.Source source = serve(FetchTest::rangesKnown);
    assertThatThrownBy(() -> new Fetch().fetch(source, folder.resolve("no/such"), SILENT))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("cannot be read or written");
  }
}
