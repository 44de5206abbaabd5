package twofold.verify.book;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.io.DataException;
import twofold.tensor.io.WholeFile;

/**
 * A part of a file, from {@code start} to {@code end}, that is no longer what it was woven from.
 *
 * @param problem how a check tells it
 * @param fresh what should stand there
 */
record Stale(Problem problem, String file, int start, int end, String fresh) {

  /** Writes all that is fresh, each file whole. */
  static void refresh(Repository repository, List<Stale> all) {
    all.stream()
        .collect(Collectors.groupingBy(Stale::file))
        .forEach((file, parts) -> write(repository.path(file), parts));
  }

  private static void write(Path file, List<Stale> parts) {
    try {
      Files.createDirectories(file.getParent());
      String old = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
      StringBuilder text = new StringBuilder(old);
      // From the end, so that places before stay where they are.
      parts.stream()
          .sorted(Comparator.comparingInt(Stale::start).reversed())
          .forEach(part -> text.replace(part.start, part.end, part.fresh));
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      WholeFile.write(file, out -> out.write(bytes));
    } catch (IOException e) {
      throw new DataException(file + " cannot be refreshed: " + e, e);
    }
  }
}
