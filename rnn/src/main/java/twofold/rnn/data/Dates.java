package twofold.rnn.data;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import twofold.math.RandomStreams;
import twofold.rnn.data.SequencePairs.Pair;

/**
 * Dates as people write them, and the one way in which computers do: "May 3rd, 1979" is 1979-05-03.
 *
 * <p>A small task of translation: parts have to be found, understood one by one - months by their
 * names, ordinals - and put into another order; and every answer is right or wrong. All dates from
 * 1900 to 2099 are drawn from, none twice: a date that is held out was not seen in any format.
 *
 * <p>Each text stands for one date only. So there are no years of two digits, of which nobody knows
 * the century, and no slashes as in 03/05/1979, which is another day in America than in Europe;
 * with dots the day comes first everywhere.
 */
public final class Dates {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

  // Their names here, and not from Java's tables, which are not the same in all versions.
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  private static final List<Function<LocalDate, String>> FORMATS =
      List.of(
          d -> day(d) + " " + month(d) + " " + year(d), // 3 May 1979
          d -> twoDigits(day(d)) + " " + month(d) + " " + year(d), // 03 May 1979
          d -> month(d) + " " + day(d) + ", " + year(d), // May 3, 1979
          d -> month(d) + " " + ordinal(d) + ", " + year(d), // May 3rd, 1979
          d -> ordinal(d) + " " + month(d) + " " + year(d), // 3rd May 1979
          d -> "the " + ordinal(d) + " of " + month(d) + ", " + year(d), // the 3rd of May, 1979
          d -> weekday(d) + ", " + day(d) + " " + month(d) + " " + year(d), // Thursday, 3 May 1979
          d -> weekday(d) + ", " + month(d) + " " + ordinal(d) + ", " + year(d),
          d -> brief(weekday(d)) + " " + day(d) + " " + brief(month(d)) + " " + year(d),
          d -> twoDigits(day(d)) + "-" + brief(month(d)) + "-" + year(d), // 03-May-1979
          d -> brief(month(d)).toUpperCase(Locale.ROOT) + " " + day(d) + " " + year(d),
          d -> year(d) + " " + month(d) + " " + day(d), // 1979 May 3
          d -> year(d) + "/" + d.getMonthValue() + "/" + day(d), // 1979/5/3
          d -> day(d) + "." + d.getMonthValue() + "." + year(d), // 3.5.1979
          d -> twoDigits(day(d)) + "." + twoDigits(d.getMonthValue()) + "." + year(d));

  private Dates() {}

  private static int year(LocalDate date) {
    return date.getYear();
  }

  private static String month(LocalDate date) {
    return MONTHS.get(date.getMonthValue() - 1);
  }

  private static int day(LocalDate date) {
    return date.getDayOfMonth();
  }

  private static String weekday(LocalDate date) {
    return DAYS.get(date.getDayOfWeek().getValue() - 1);
  }

  private static String brief(String name) {
    return name.substring(0, 3);
  }

  private static String twoDigits(int number) {
    return (number < 10 ? "0" : "") + number;
  }

  /** 1st, 2nd, 3rd, 4th …, but 11th to 13th. */
  private static String ordinal(LocalDate date) {
    int day = day(date);
    String ending =
        day / 10 == 1
            ? "th"
            : switch (day % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return day + ending;
  }

  /** How many ways to write a date there are. */
  public static int formats() {
    return FORMATS.size();
  }

  /** How many dates there are. */
  public static int dates() {
    return (int) ChronoUnit.DAYS.between(FIRST, LAST) + 1;
  }

  /** Date number i, from 0 on, in format f. */
  public static Pair pair(int i, int f) {
    LocalDate date = FIRST.plusDays(i);
    return new Pair(FORMATS.get(f).apply(date), date.toString());
  }

  /**
   * Different dates, every choice of them equally likely, each in a format drawn at random.
   *
   * @param count at most {@link #dates}
   */
  public static SequencePairs draw(int count, long seed) {
    if (count < 0 || count > dates()) {
      throw new IllegalArgumentException(
          "there are " + dates() + " dates, of which 0 or more can be drawn, got " + count);
    }
    RandomGenerator random = RandomStreams.stream(seed, RandomStreams.name("dates"));
    int[] order = RandomStreams.permutation(dates(), random);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(pair(order[i], random.nextInt(formats())));
    }
    return new SequencePairs(
        pairs, CharacterVocabulary.marked(characters()), CharacterVocabulary.marked("0123456789-"));
  }

  /** Those of all formats. A year has all months, weekdays and digits. */
  private static String characters() {
    return FORMATS.stream()
        .flatMap(format -> FIRST.datesUntil(FIRST.plusYears(1)).map(format))
        .collect(Collectors.joining());
  }
}
