package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching from servers that do as they should, in whole and in parts. */
class FetchTest extends LocalServer {
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
}
