package twofold.verify.book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import twofold.tensor.io.DataException;

/**
 * The files of the project that the book is made of. Paths are words from the root, with forward
 * slashes: {@code tensor/book/01-shapes.md}.
 */
final class Repository {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private final Path root;
  private final Map<String, String> texts = new HashMap<>();

  Repository(Path root) {
    this.root = root;
    if (!isFile("pom.xml") || modules().isEmpty()) {
      throw new DataException(root + " is not the project's folder: no pom.xml that lists modules");
    }
  }

  Path path(String file) {
    return root.resolve(file);
  }

  boolean isFile(String file) {
    return Files.isRegularFile(path(file));
  }

  boolean isFolder(String folder) {
    return Files.isDirectory(path(folder));
  }

  /** In the order in which they build on each other, which is the order of the book. */
  List<String> modules() {
    return MODULE.matcher(text("pom.xml")).results().map((MatchResult m) -> m.group(1)).toList();
  }

  /** Chapters in reading order. */
  List<String> chapters() {
    return modules().stream().flatMap(module -> files(module + "/book", ".md").stream()).toList();
  }

  /** All Java sources, those of tests too. */
  List<String> sources() {
    return modules().stream()
        .flatMap(module -> Stream.of(module + "/src/main/java", module + "/src/test/java"))
        .flatMap(folder -> files(folder, ".java").stream())
        .toList();
  }

  /** Files with this ending in a folder and below it, sorted; none if there is no such folder. */
  List<String> files(String folder, String ending) {
    if (!isFolder(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path(folder))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + " cannot be read: " + e, e);
    }
  }

  String text(String file) {
    return texts.computeIfAbsent(file, this::read);
  }

  List<String> lines(String file) {
    return text(file).lines().toList();
  }

  private String read(String file) {
    try {
      return Files.readString(path(file)).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e, e);
    }
  }

  /**
   * What a relative link in a file means: a path from the root.
   *
   * @throws IllegalArgumentException if it leads out of the project
   */
  static String resolve(String file, String link) {
    Deque<String> steps = new ArrayDeque<>(List.of(file.split("/")));
    steps.removeLast();
    for (String step : link.split("/")) {
      if (step.equals("..") && steps.isEmpty()) {
        throw new IllegalArgumentException("link leads out of the project: " + link);
      } else if (step.equals("..")) {
        steps.removeLast();
      } else if (!step.equals(".")) {
        steps.addLast(step);
      }
    }
    return String.join("/", steps);
  }
}
