package twofold.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.rnn.Refused.fails;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.nn.train.Examples;
import twofold.nn.train.RowExamples;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;

/** Examples of {@code CharacterText}: what is in windows, and what is refused. */
class CharacterTextTest {
  private static final Device<?> DEVICE = Device.reference();

  @TempDir Path folder;

  @Test
  void charactersAreSorted() {
    CharacterText text = CharacterText.of("banana bread");
    assertThat(text.vocabulary().size()).isEqualTo(7); // " abdenr"
    assertThat(text.tokens()).startsWith(2, 1, 5, 1, 5, 1, 0).hasSize(12);
    assertThat(text.vocabulary().decode(text.tokens())).isEqualTo("banana bread");
    assertThat(text.vocabulary().decode(List.of(2, 4, 1, 5))).isEqualTo("bean");
  }

  @Test
  void aCharacterIsACodePoint() {
    CharacterVocabulary faces = CharacterVocabulary.of("😀x😁");
    assertThat(faces.encode("😁😀")).containsExactly(2, 1);
    assertThat(faces.decode(2, 1)).isEqualTo("😁😀");
  }

  @Test
  void marksAreNoCharacters() {
    CharacterVocabulary digits = CharacterVocabulary.marked("0123456789");
    assertThat(digits.size()).isEqualTo(13);
    assertThat(digits.encode("07")).containsExactly(3, 10);
    int[] answer = {CharacterVocabulary.START, 3, 10, CharacterVocabulary.END, 5};
    assertThat(digits.decode(answer)).isEqualTo("07");
    assertThat(digits.decode(CharacterVocabulary.PAD)).isEmpty();
  }

  @Test
  void windowsLieOneAfterTheOther() {
    CharacterText text = CharacterText.of("abcdefgh");
    Examples examples = RowExamples.of(text.windows(3), 0);
    assertThat(examples.count()).isEqualTo(2);
    Examples.Batch batch = examples.batch(DEVICE, examples.inOrder(), 0, 2);
    assertThat(batch.inputs().toArray()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(batch.targets().toArray()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** Two strips, abcde and efghi…, of two batches each: what a row ends with, it goes on from. */
  @Test
  void rowsGoOn() {
    ConsecutiveWindows windows = CharacterText.of("abcdefghij").consecutive(2, 2);
    assertThat(windows.batches()).isEqualTo(2);
    Examples epoch = windows.epoch(1, 1);
    int[] shuffled = {3, 1, 0, 2};
    assertThat(epoch.batch(DEVICE, shuffled, 0, 2).inputs().toArray()).containsExactly(0, 1, 4, 5);
    assertThat(epoch.batch(DEVICE, shuffled, 2, 4).inputs().toArray()).containsExactly(2, 3, 6, 7);
    assertThat(epoch.batch(DEVICE, shuffled, 2, 4).targets().toArray()).containsExactly(3, 4, 7, 8);
    assertThat(windows.batch(DEVICE, shuffled, 0, 1).inputs().toArray()).containsExactly(6, 7);
    assertThatThrownBy(() -> epoch.batch(DEVICE, shuffled, 0, 3))
        .hasMessage("consecutive windows need batches of 2, as many as rows; got examples 0 to 2");
  }

  @Test
  void filesAreRead() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "to be\r\nor not");
    CharacterText text = CharacterText.read(file);
    assertThat(text.vocabulary().decode(text.tokens())).isEqualTo("to be\nor not\n");
    CharacterText.Split split = text.split(0.5);
    assertThat(split.train().length()).isEqualTo(6);
    assertThat(text.vocabulary().decode(split.validation().tokens())).isEqualTo("or not\n");
    assertThat(split.validation().vocabulary()).isSameAs(text.vocabulary());
  }

  @Test
  void badFilesAreNamed() throws IOException {
    Path missing = folder.resolve("missing.txt");
    assertThatThrownBy(() -> CharacterText.read(missing))
        .isInstanceOf(DataException.class)
        .hasMessage(missing + " does not exist");
    Path empty = Files.writeString(folder.resolve("empty.txt"), "");
    assertThatThrownBy(() -> CharacterText.read(empty))
        .isInstanceOf(DataException.class)
        .hasMessage(empty + " is empty");
    Path latin =
        Files.write(folder.resolve("latin.txt"), "x\ncafé".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CharacterText.read(latin))
        .isInstanceOf(DataException.class)
        .hasMessage(latin + ":2: is not text in UTF-8");
    assertThatThrownBy(() -> CharacterText.read(folder)).isInstanceOf(DataException.class);
  }

  @Test
  void badInputIsNamed() {
    CharacterText text = CharacterText.of("abc");
    fails(() -> CharacterText.of(""), "a vocabulary needs at least one character, got none");
    fails(
        () -> text.vocabulary().encode("ab x"),
        "character ' ' (U+0020) at 2 is not among the 3 that are known");
    fails(() -> text.vocabulary().decode(0, 3), "tokens must be from 0 to 2, got 3 at 1");
    for (double part : new double[] {0, 0.3, 1, -1, Double.NaN}) {
      fails(
          () -> text.split(part),
          "the first part must be above 0 and below 1 and have a character, got "
              + part
              + " of 3 characters");
    }
    fails(
        () -> text.randomWindows(3, 1, 1),
        "1 × 3 characters and the one after them need a text of at least 4, got 3");
    fails(
        () -> text.consecutive(2, 2),
        "2 × 2 characters and the one after them need a text of at least 5, got 3");
    fails(() -> text.windows(0), "there must be at least 1 window of 1 character, got 1 of 0");
    fails(
        () -> text.consecutive(0, 1), "there must be at least 1 window of 1 character, got 0 of 1");
  }
}
