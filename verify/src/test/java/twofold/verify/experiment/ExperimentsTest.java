package twofold.verify.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;

/** Experiments on data that are not there, and on some that are small and easy. */
class ExperimentsTest {
  @TempDir private Path folder;

  private Setting setting(Path data, int epochs) {
    return new Setting(
        data,
        Device.cpu(),
        1,
        OptionalInt.of(epochs),
        folder.resolve("page"),
        new PrintStream(OutputStream.nullOutputStream()),
        false);
  }

  static List<Experiment> all() {
    return Experiment.ALL;
  }

  static Stream<Experiment> onFiles() {
    return Experiment.ALL.stream().filter(e -> e.title().endsWith("(needs --data)"));
  }

  @Test
  void everyIdIsItsOwn() {
    assertThat(all().stream().map(Experiment::id)).doesNotHaveDuplicates();
    assertThat(onFiles().count()).isGreaterThanOrEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("onFiles")
  void withoutDataItSaysWhatItNeeds(Experiment experiment) {
    assertThatThrownBy(() -> experiment.run(setting(null, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(experiment.id() + " needs --data DIR (or TWOFOLD_DATA), a folder");
  }

  /** Three epochs instead of 150: every remedy has its numbers, none of them by chance alone. */
  @Test
  void remediesSideBySide() throws IOException {
    Result result = new Overfitting().run(setting(null, 3));
    for (Remedy remedy : Remedy.ALL) {
      assertThat(result.metrics().get(remedy.id() + ".testAccuracy")).isBetween(0.15, 1.0);
      assertThat(result.metrics().get(remedy.id() + ".trainAccuracy")).isBetween(0.15, 1.0);
      assertThat(page()).contains(remedy.name());
    }
    assertThat(result.metrics().get("plain.bestEpoch")).isBetween(1.0, 3.0);
  }

  /**
   * The theorem for the simple cell of norm ½: no draw, and so no mean, is above ½ per step. And
   * the more open the forget gates, the more is heard.
   */
  @Test
  void gradientsVanish() throws IOException {
    Result result = new Vanishing().run(setting(null, 1));
    Map<String, Double> metrics = result.metrics();
    assertThat(metrics.get("simpleHalf.perStep")).isBetween(0.1, 0.5);
    assertThat(metrics.get("simpleOne.perStep")).isBetween(0.5, 1.0);
    List<Double> byBias =
        Stream.of("lstm0", "lstm1", "lstm2", "lstm5")
            .map(id -> metrics.get(id + ".perStep"))
            .toList();
    assertThat(byBias).isSorted().doesNotHaveDuplicates();
    result
        .curves()
        .forEach(
            (id, curve) -> {
              assertThat(curve).as(id).hasSize(100);
              assertThat(curve[99]).as(id).isEqualTo(1);
            });
    assertThat(page()).contains("GRU", "factor per step");
  }

  /** Reviews of which one word says everything: whoever learns at all gets them all right. */
  @Test
  void easyReviews() throws IOException {
    Files.writeString(
        folder.resolve("imdb-vocab.tsv"), "rank\tword\tcount\n1\tthe\t9\n2\tgood\t2\n3\tbad\t2\n");
    String reviews = "1\t1 2 2\n0\t1 3\n1\t2\n0\t3 1 3\n".repeat(20);
    Files.writeString(folder.resolve("imdb-train.idx"), reviews);
    Files.writeString(folder.resolve("imdb-test.idx"), "1\t2 1\n0\t0 3\n");
    for (Experiment imdb : List.of(new ImdbDense(), new ImdbBest())) {
      Result result = imdb.run(setting(folder, 60));
      assertThat(result.metrics().get("testAccuracy")).as(imdb.id()).isEqualTo(1);
      assertThat(page()).contains("positive", "0 of 2 are wrong");
    }
  }

  @Test
  void easyNews() throws IOException {
    String news =
        IntStream.range(0, 8)
            .mapToObj(topic -> "topic" + topic + "\tword" + topic + " and\n")
            .collect(Collectors.joining());
    Files.writeString(folder.resolve("R8-train.txt"), news.repeat(20));
    Files.writeString(folder.resolve("R8-test.txt"), news);
    Result result = new ReutersTopics().run(setting(folder, 40));
    assertThat(result.metrics().get("testAccuracy")).isEqualTo(1);
    assertThat(page()).contains("topic7", "0 of 8 are wrong");
  }

  /** Prices that are 20 + 4·x for the first property: better than the mean, which is wrong by 2. */
  @Test
  void easyHouses() throws IOException {
    String rows =
        IntStream.range(0, 100)
            .mapToObj(i -> i % 2 + ",1,2,3,4,5,6,7,8,9,1,2,3," + (20 + 4 * (i % 2)) + "\n")
            .collect(Collectors.joining());
    Files.writeString(
        folder.resolve("boston_house_prices.csv"),
        "100,13\nCRIM,ZN,INDUS,CHAS,NOX,RM,AGE,DIS,RAD,TAX,PTRATIO,B,LSTAT,MEDV\n" + rows);
    Result result = new BostonPrices().run(setting(folder, 80));
    assertThat(result.metrics().get("mae")).isLessThan(0.5);
    assertThat(page()).contains("mae", "2.640");
  }

  /** No straight line gets more than about 88 % of the moons right. */
  @Test
  void twoMoons() throws IOException {
    Result result = new TwoMoons().run(setting(null, 30));
    assertThat(result.metrics().get("testAccuracy")).isGreaterThan(0.95);
    assertThat(page()).contains("Where it draws the line", "data:image/png;base64,");
  }

  private String page() throws IOException {
    return Files.readString(folder.resolve("page").resolve("index.html"));
  }
}
