package twofold.nn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the main method of a class of this test's class path in a JVM of its own. */
public final class AnotherJvm {
  /** For programs that do little and are to begin soon. */
  public static final List<String> SMALL =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx200m");

  private AnotherJvm() {}

  public static ProcessBuilder of(List<String> options, Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
