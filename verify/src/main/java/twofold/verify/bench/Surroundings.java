package twofold.verify.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twofold.tensor.Parallel;

/** What a recorded time depends on besides the code that is timed. */
final class Surroundings {
  private Surroundings() {}

  /** The head of every JSON with benchmarks; the folder is that of the project. */
  static Map<String, Object> describe(Path folder, Iterable<String> paths) {
    Map<String, Object> head = new LinkedHashMap<>();
    head.put("commit", commit(folder));
    head.put("device", Paths.details(paths));
    head.put(
        "jvm", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    head.put("cpu", processor());
    head.put("threads", Parallel.threads());
    return head;
  }

  /** What is checked out, with {@code -dirty} where files differ from it; null if nobody knows. */
  private static String commit(Path folder) {
    if (!Files.exists(folder.resolve(".git"))) {
      return null;
    }
    String[] git = {"git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"};
    try {
      Process process =
          new ProcessBuilder(git)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      byte[] said = process.getInputStream().readAllBytes();
      return process.waitFor() == 0 ? new String(said, StandardCharsets.UTF_8).strip() : null;
    } catch (IOException e) {
      return null; // there is no git
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** Its name where the system tells it (Linux), else its architecture. */
  private static String processor() {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      return lines.stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
