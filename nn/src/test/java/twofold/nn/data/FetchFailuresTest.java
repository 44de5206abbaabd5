package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from servers that do not do as they should. */
class FetchFailuresTest extends LocalServer {
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
