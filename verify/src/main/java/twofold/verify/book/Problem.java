package twofold.verify.book;

import java.util.Comparator;

/**
 * Something in the book that is not right.
 *
 * @param file from the root of the repository, with forward slashes
 * @param line from 1
 */
public record Problem(String file, int line, String message) implements Comparable<Problem> {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::message);

  @Override
  public int compareTo(Problem other) {
    return BY_PLACE.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
