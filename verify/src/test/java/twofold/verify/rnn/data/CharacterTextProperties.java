package twofold.verify.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import twofold.math.RandomStreams;
import twofold.nn.train.Examples;
import twofold.nn.train.RowExamples;
import twofold.nn.train.RowExamples.Row;
import twofold.rnn.data.CharacterText;
import twofold.rnn.data.CharacterVocabulary;
import twofold.rnn.data.ConsecutiveWindows;
import twofold.tensor.Device;
import twofold.verify.TempFolder;

/**
 * Theorems about texts as sequences of characters. Statements about chance hold within z = 6
 * standard errors, with fixed seeds.
 */
class CharacterTextProperties {
  private static final double Z = 6;
  private static final Device<?> DEVICE = Device.reference();

  /** A text of different characters: a token is its place, so a window says where it is from. */
  private static CharacterText places(int length) {
    return CharacterText.of(
        IntStream.range(0, length)
            .mapToObj(i -> Character.toString('一' + i))
            .collect(Collectors.joining()));
  }

  private static String text(RandomGenerator random, int length) {
    List<String> characters = List.of("a", "b", "z", "A", " ", "\n", "é", "中", "😀", "😁", "0");
    return IntStream.range(0, length)
        .mapToObj(i -> characters.get(random.nextInt(characters.size())))
        .collect(Collectors.joining());
  }

  /** Reading what was written is the text; tokens are all of 0 … n − 1, in the order of Unicode. */
  @Property
  void decodingUndoesEncoding(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    String text = text(RandomStreams.of(seed), length);
    CharacterText read = CharacterText.of(text);
    CharacterVocabulary vocabulary = read.vocabulary();
    assertThat(read.length()).isEqualTo(text.codePointCount(0, text.length()));
    assertThat(vocabulary.decode(read.tokens())).isEqualTo(text);
    TreeSet<Integer> known = new TreeSet<>(text.codePoints().boxed().toList());
    assertThat(vocabulary.size()).isEqualTo(known.size());
    int[] all = IntStream.range(0, vocabulary.size()).toArray();
    assertThat(vocabulary.decode(all).codePoints().boxed().toList())
        .isEqualTo(new ArrayList<>(known));
  }

  /** With marks every number is 3 higher; an END, and padding, may follow and change nothing. */
  @Property
  void marksComeFirst(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int length,
      @ForAll @IntRange(max = 5) int padding) {
    String text = text(RandomStreams.of(seed), length);
    CharacterVocabulary plain = CharacterVocabulary.of(text);
    CharacterVocabulary marked = CharacterVocabulary.marked(text);
    int[] tokens = marked.encode(text);
    assertThat(Arrays.stream(tokens).map(token -> token - 3).toArray())
        .isEqualTo(plain.encode(text));
    assertThat(marked.decode(Arrays.copyOf(tokens, tokens.length + padding))).isEqualTo(text);
    int[] said = new int[tokens.length + 2 + padding];
    said[0] = CharacterVocabulary.START;
    System.arraycopy(tokens, 0, said, 1, tokens.length);
    said[tokens.length + 1] = CharacterVocabulary.END;
    Arrays.fill(said, tokens.length + 2, said.length, tokens[0]);
    assertThat(marked.decode(said)).isEqualTo(text);
  }

  /** Any text comes back from a file, but for its line ends, which all are line feeds. */
  @Property(tries = 100)
  void filesHoldTexts(@ForAll @StringLength(min = 1, max = 40) String any) throws IOException {
    String sound =
        any.codePoints()
                .filter(c -> c < 0xD800 || c > 0xDFFF && c != 0xFEFF)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
            + "x";
    TempFolder.withFile(
        "text.txt",
        file -> {
          CharacterText read = CharacterText.read(Files.writeString(file, sound));
          String lines = sound.replace("\r\n", "\n").replace('\r', '\n') + "\n";
          assertThat(read.vocabulary().decode(read.tokens())).isEqualTo(lines);
        });
  }

  /** A split is a cut: the parts, one after the other, are the whole. */
  @Property
  void aSplitIsACut(
      @ForAll @IntRange(min = 2, max = 200) int length, @ForAll @IntRange(max = 999) int place) {
    CharacterText text = places(length);
    int first = 1 + place % (length - 1);
    double part = (first + 0.5) / length; // half a character more: far from any rounding
    CharacterText.Split split = text.split(part);
    int[] joined =
        IntStream.concat(
                Arrays.stream(split.train().tokens()), Arrays.stream(split.validation().tokens()))
            .toArray();
    assertThat(joined).isEqualTo(text.tokens());
    assertThat(split.train().length()).isEqualTo(first);
  }

  /** Every target is the character after its input, which is the input of the next step. */
  @Property
  void targetsAreWhatComesNext(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 60) int length,
      @ForAll @IntRange(min = 1, max = 59) int most) {
    int time = Math.min(most, length - 1);
    CharacterText text = places(length);
    List<Row> rows = new ArrayList<>(text.windows(time).toList());
    assertThat(rows).hasSize((length - 1) / time);
    for (int k = 0; k < rows.size(); k++) {
      assertThat(rows.get(k).input()[0]).isEqualTo(k * time); // one after the other, from 0 on
    }
    rows.addAll(text.randomWindows(time, 20, seed).toList());
    for (Row row : rows) {
      assertThat(row.input()).hasSize(time);
      for (int t = 0; t < time; t++) {
        assertThat(row.input()[t]).isEqualTo(row.input()[0] + t);
        assertThat(row.target()[t]).isEqualTo(row.input()[t] + 1);
      }
    }
  }

  /**
   * Random windows begin at every place alike, the first and the last one too; the same for the
   * same seed and epoch, others in another one.
   */
  @Property(seed = "1", tries = 20)
  void randomWindowsAreUniform(@ForAll long seed, @ForAll @IntRange(min = 1, max = 10) int time) {
    int starts = 12;
    int n = 20_000;
    CharacterText text = places(time + starts);
    int[] seen = new int[starts];
    for (Row row : text.randomWindows(time, n, seed).toList(3)) {
      seen[(int) row.input()[0]]++;
    }
    double p = 1.0 / starts;
    double miss = Z * Math.sqrt(p * (1 - p) / n);
    for (int count : seen) {
      assertThat((double) count / n).isBetween(p - miss, p + miss);
    }
    assertThat(begins(text, time, seed, 3)).isEqualTo(begins(text, time, seed, 3));
    assertThat(begins(text, time, seed, 3)).isNotEqualTo(begins(text, time, seed, 4));
    assertThat(begins(text, time, seed, 3)).isNotEqualTo(begins(text, time, ~seed, 3));
  }

  /** Of 60 windows and 12 places: two that are independent agree with probability 12⁻⁶⁰. */
  private static List<Double> begins(CharacterText text, int time, long seed, long epoch) {
    return text.randomWindows(time, 60, seed).map(row -> row.input()[0]).toList(epoch);
  }

  /**
   * Row r of batch k + 1 goes on where row r of batch k ended, in every epoch and whatever the
   * order asked for; no character is read twice, and fewer than rows·time + 1 are left out.
   */
  @Property
  void rowsGoOn(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 6) int time,
      @ForAll @IntRange(min = 1, max = 60) int more) {
    CharacterText text = places(rows * time + more);
    ConsecutiveWindows windows = text.consecutive(rows, time);
    Examples epoch = windows.epoch(seed, 1);
    assertThat(epoch.count()).isEqualTo(windows.batches() * rows);
    int[] order = RandomStreams.permutation(epoch.count(), RandomStreams.of(seed));
    TreeSet<Double> read = new TreeSet<>();
    double[] last = null;
    for (int k = 0; k < windows.batches(); k++) {
      Examples.Batch batch = epoch.batch(DEVICE, order, k * rows, (k + 1) * rows);
      double[] inputs = batch.inputs().toArray();
      double[] targets = batch.targets().toArray();
      for (int i = 0; i < inputs.length; i++) {
        assertThat(read.add(inputs[i])).isTrue();
        assertThat(targets[i]).isEqualTo(inputs[i] + 1);
      }
      for (int r = 0; r < rows && k > 0; r++) {
        assertThat(inputs[r * time]).isEqualTo(last[(r + 1) * time - 1]);
      }
      last = targets;
      double[] numbered =
          windows.batch(DEVICE, windows.inOrder(), k * rows, (k + 1) * rows).inputs().toArray();
      assertThat(numbered).isEqualTo(inputs);
    }
    assertThat(text.length() - read.size()).isBetween(1, rows * time);
  }

  /** Both ways to be shown windows are ways to walk through the same ones. */
  @Property(tries = 50)
  void oneRowIsTheTextInOrder(
      @ForAll @IntRange(min = 1, max = 6) int time, @ForAll @IntRange(min = 1, max = 60) int more) {
    CharacterText text = places(time + more);
    Examples one = text.consecutive(1, time);
    Examples all = RowExamples.of(text.windows(time), 0);
    assertThat(one.count()).isEqualTo(all.count());
    assertThat(one.batch(DEVICE, one.inOrder(), 0, one.count()).targets().toArray())
        .isEqualTo(all.batch(DEVICE, all.inOrder(), 0, all.count()).targets().toArray());
  }
}
