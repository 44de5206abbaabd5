package twofold.verify.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Which trials are run, in which order: found, not listed by hand. */
final class Plan {
  private Plan() {}

  /**
   * The trials of the module ({@code tensor}) or the operation ({@code Exp}) of this name; if there
   * is none, those of the benchmarks that have it in the name of their class, or else of their
   * operation. Per operation smaller cases come first, and the paths of a case side by side.
   */
  static List<Trial> of(String pattern) {
    List<Predicate<Trial>> meanings =
        List.of(
            trial -> trial.module().equals(pattern),
            trial -> trial.operation().equals(pattern),
            trial -> trial.type().getSimpleName().contains(pattern),
            trial -> trial.operation().contains(pattern));
    List<Trial> all = all();
    for (Predicate<Trial> meaning : meanings) {
      List<Trial> meant = all.stream().filter(meaning).toList();
      if (!meant.isEmpty()) {
        return meant;
      }
    }
    throw new IllegalArgumentException("no benchmark matches " + pattern);
  }

  /** Those on one path: a device, or one of several writings. */
  static List<Trial> along(List<Trial> trials, String path) {
    List<Trial> along = trials.stream().filter(trial -> trial.path().equals(path)).toList();
    if (along.isEmpty()) {
      List<String> paths = trials.stream().map(Trial::path).distinct().toList();
      throw new IllegalArgumentException("--path must be one of " + paths + ", got " + path);
    }
    return along;
  }

  /**
   * Of the cases of each operation the largest that is moderate, or the smallest if none is; of
   * several just as large the first; on all its paths.
   */
  static List<Trial> fewest(List<Trial> trials) {
    Map<String, Trial> chosen = new HashMap<>();
    for (Trial trial : trials) { // smaller ones first
      Trial best = chosen.get(trial.operation());
      if (best == null || trial.isModerate() && trial.amount() > best.amount()) {
        chosen.put(trial.operation(), trial);
      }
    }
    return trials.stream()
        .filter(trial -> trial.sameWork().equals(chosen.get(trial.operation()).sameWork()))
        .toList();
  }

  private static List<Trial> all() {
    var quiet = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().find(quiet, List.of(".*"), List.of()).stream()
        .flatMap(Plan::trials)
        .filter(Trial::isWorthwhile)
        // a stable sort: where these say nothing the order of the parameters' values stays
        .sorted(
            Comparator.comparing(Trial::module)
                .thenComparing(Trial::operation)
                .thenComparing(Trial::amount)
                .thenComparing(Trial::sameWork))
        .toList();
  }

  /** Each parameter's values with each other's. */
  private static Stream<Trial> trials(BenchmarkListEntry entry) {
    List<Map<String, String>> combinations = List.of(Map.of());
    for (var parameter : entry.getParams().orElse(Map.of()).entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : combinations) {
        for (String value : parameter.getValue()) {
          Map<String, String> combination = new TreeMap<>(shorter);
          combination.put(parameter.getKey(), value);
          longer.add(combination);
        }
      }
      combinations = longer;
    }
    return combinations.stream().map(values -> Trial.of(entry.getUsername(), values));
  }
}
