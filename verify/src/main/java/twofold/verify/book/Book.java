package twofold.verify.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that the site is made of, read. */
record Book(
    Repository repository,
    List<Chapter> chapters,
    Map<String, Map<String, Region>> regions,
    List<Check> checks) {

  static Book read(Repository repository, Problems problems) {
    List<Chapter> chapters =
        repository.chapters().stream()
            .map(file -> ChapterReader.read(file, repository.text(file), problems))
            .toList();
    Map<String, Map<String, Region>> regions = new LinkedHashMap<>();
    for (String source : repository.sources()) {
      regions.put(source, Regions.of(source, repository.lines(source), problems));
    }
    List<Check> checks =
        repository.sources().stream()
            .filter(source -> source.contains("/src/test/"))
            .flatMap(source -> Check.in(source, repository.text(source)).stream())
            .toList();
    return new Book(repository, chapters, regions, checks);
  }

  List<Equation> equations() {
    return chapters.stream().flatMap(chapter -> chapter.equations.stream()).toList();
  }

  List<Check> checksOf(Equation equation) {
    return checks.stream().filter(check -> check.equation().equals(equation.id())).toList();
  }

  /** Null if there is none. */
  Chapter chapter(String file) {
    return chapters.stream().filter(chapter -> chapter.file.equals(file)).findFirst().orElse(null);
  }

  /** Null if there is none. */
  Region region(String file, String name) {
    return regions.getOrDefault(file, Map.of()).get(name);
  }
}
