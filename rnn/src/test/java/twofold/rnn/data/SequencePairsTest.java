package twofold.rnn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.rnn.Refused.fails;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twofold.nn.train.Examples;
import twofold.rnn.data.SequencePairs.Pair;
import twofold.tensor.Device;

/** Examples of {@code SequencePairs}, {@code Dates} and {@code DigitSequences}. */
class SequencePairsTest {
  private static final CharacterVocabulary DIGITS = CharacterVocabulary.marked("0123456789");

  @Test
  void whatTheNetworkReads() {
    SequencePairs pairs =
        new SequencePairs(List.of(new Pair("210", "012"), new Pair("4", "4")), DIGITS, DIGITS);
    Examples.Batch batch = pairs.examples().batch(Device.reference(), new int[] {0, 1}, 0, 2);
    assertThat(batch.allInputs().get(0).toArray()).containsExactly(5, 4, 3, 7, 0, 0);
    assertThat(batch.allInputs().get(1).toArray()).containsExactly(3, 1);
    assertThat(batch.allInputs().get(2).toArray()).containsExactly(1, 3, 4, 5, 1, 7, 0, 0);
    assertThat(batch.targets().toArray()).containsExactly(3, 4, 5, 2, 7, 2, 0, 0);
    assertThat(pairs.sourceTime()).isEqualTo(3);
    assertThat(pairs.targetTime()).isEqualTo(4);
    assertThat(pairs.sources()).isSameAs(DIGITS);
  }

  /** Every format, on two dates. */
  @Test
  void aDateInAllFormats() {
    assertThat(inAllFormats(1979, 5, 3))
        .containsExactly(
            "3 May 1979",
            "03 May 1979",
            "May 3, 1979",
            "May 3rd, 1979",
            "3rd May 1979",
            "the 3rd of May, 1979",
            "Thursday, 3 May 1979",
            "Thursday, May 3rd, 1979",
            "Thu 3 May 1979",
            "03-May-1979",
            "MAY 3 1979",
            "1979 May 3",
            "1979/5/3",
            "3.5.1979",
            "03.05.1979");
    assertThat(inAllFormats(2011, 11, 11))
        .contains("November 11th, 2011", "Fri 11 Nov 2011", "NOV 11 2011", "11.11.2011");
    assertThat(inAllFormats(2000, 2, 22)).contains("the 22nd of February, 2000");
    assertThat(inAllFormats(2000, 2, 1)).contains("1st February 2000");
  }

  private static List<String> inAllFormats(int year, int month, int day) {
    LocalDate date = LocalDate.of(year, month, day);
    int number = (int) ChronoUnit.DAYS.between(LocalDate.of(1900, 1, 1), date);
    return IntStream.range(0, Dates.formats())
        .mapToObj(format -> Dates.pair(number, format))
        .peek(pair -> assertThat(pair.target()).isEqualTo(date.toString()))
        .map(Pair::source)
        .toList();
  }

  @Test
  void firstAndLastDate() {
    assertThat(Dates.pair(0, 0)).isEqualTo(new Pair("1 January 1900", "1900-01-01"));
    assertThat(Dates.pair(Dates.dates() - 1, 13)).isEqualTo(new Pair("31.12.2099", "2099-12-31"));
    assertThat(Dates.draw(10, 1).pairs()).hasSize(10).isEqualTo(Dates.draw(10, 1).pairs());
  }

  @Test
  void digits() {
    for (Pair pair : DigitSequences.draw(20, 2, 5, 3).pairs()) {
      assertThat(pair.source()).matches("[0-9]{2,5}");
      assertThat(pair.target().chars()).isSorted().hasSameSizeAs(pair.source().chars().toArray());
    }
  }

  @Test
  void badInputIsNamed() {
    fails(
        () -> new SequencePairs(List.of(new Pair("1", "1"), new Pair("", "")), DIGITS, DIGITS),
        "sources must have at least one character, got none in pair 1");
    fails(
        () -> new SequencePairs(List.of(new Pair("1", "a")), DIGITS, DIGITS),
        "character 'a' (U+0061) at 0 is not among the 10 that are known");
    fails(
        () -> new SequencePairs(List.of(), CharacterVocabulary.of("0"), DIGITS),
        "pairs need vocabularies with marks, got one of 1 characters without");
    fails(() -> Dates.draw(2, 1).holdOut(1.5, 1), "the part to hold out must be 0 to 1, got 1.5");
    fails(
        () -> Dates.draw(73_050, 1),
        "there are 73049 dates, of which 0 or more can be drawn, got 73050");
    fails(() -> DigitSequences.draw(-1, 1, 2, 1), "count must be at least 0, got -1");
    fails(() -> DigitSequences.draw(1, 0, 2, 1), "lengths must be from 1 on, and rise, got 0 to 2");
    fails(() -> DigitSequences.draw(1, 3, 2, 1), "lengths must be from 1 on, and rise, got 3 to 2");
  }
}
