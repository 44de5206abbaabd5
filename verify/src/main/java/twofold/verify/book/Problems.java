package twofold.verify.book;

import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Everything that is not right: collected, so that all of it can be told at once. */
final class Problems {
  private final SortedSet<Problem> found = new TreeSet<>();

  void add(Problem problem) {
    found.add(problem);
  }

  void add(String file, int line, String format, Object... arguments) {
    add(new Problem(file, line, String.format(Locale.ROOT, format, arguments)));
  }

  List<Problem> sorted() {
    return List.copyOf(found);
  }
}
