package twofold.verify.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.rnn.data.DigitSequences;
import twofold.rnn.data.SequencePairs;
import twofold.tensor.Device;
import twofold.verify.check.Arithmetic;

/** A task so small that it is learned in seconds. */
class TranslationTest {
  @TempDir private Path folder;

  /**
   * Sorting one digit or two: who knows no order gets half of the pairs right. What is exactly
   * right when told the target is what greedy decoding finds untold: of all that is held out, the
   * same part.
   */
  @Test
  void sortsPairs() throws IOException {
    var drawn = DigitSequences.draw(3000, 1, 2, 1);
    var held = DigitSequences.draw(200, 1, 2, 2);
    var recipe = new Translation.Recipe(8, 16, 4, 32, 0.02);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Setting setting =
        new Setting(
            null,
            Device.cpu(),
            1,
            OptionalInt.empty(),
            folder.resolve("page"),
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false);
    var pairs = new SequencePairs.Split(drawn, held);
    Result result =
        new Translation("pairs of digits", pairs, recipe).run(new SortDigits(), setting);
    assertThat(result.metrics().get("exactMatch")).isGreaterThan(0.95);
    double[] told = result.curves().get("testExactMatch");
    assertThat(result.metrics().get("exactMatch")).isEqualTo(told[told.length - 1]);
    assertThat(result.metrics().get("bleu")).isBetween(0.0, 1.0);
    String map =
        result.curves().keySet().stream()
            .filter(n -> n.startsWith("map: "))
            .findAny()
            .orElseThrow();
    double[] weights = result.curves().get(map);
    int read = map.substring("map: ".length(), map.indexOf(" → ")).length();
    assertThat(weights.length % read).isZero();
    double rounding = Arithmetic.CPU.gamma(3 * read) * weights.length;
    assertThat(Arrays.stream(weights).sum())
        .isCloseTo((double) weights.length / read, within(rounding));
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("example  ", " → ", "by a beam of 4");
    assertThat(Files.readString(folder.resolve("page").resolve("index.html")))
        .contains("Where it looks", "rgba(21, 101, 192, ", "Its mistakes");
  }
}
