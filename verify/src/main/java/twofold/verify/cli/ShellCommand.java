package twofold.verify.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.tools.Tool;
import picocli.CommandLine.Command;
import twofold.verify.experiment.RunFailedException;

/** {@code ./twofold shell}. */
@Command(
    name = "shell",
    description = "JShell with everything imported; what is piped into it is run as well.",
    mixinStandardHelpOptions = true)
final class ShellCommand implements Runnable {
  private static final String FIRST_LINE =
      "Type Java: sqrt(Device.cpu().vector(1, 4, 9)).multiply(2)   /imports says what is known, /exit ends";

  @Override
  public void run() {
    int code = run(find(), null, System.out, null);
    if (code != 0) {
      throw new Main.Reported(code);
    }
  }

  /** The JDK's own; a Java that was put together without the module jdk.jshell has none. */
  static Optional<Tool> find() {
    return ServiceLoader.load(Tool.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(tool -> tool.name().equals("jshell"))
        .findFirst();
  }

  /**
   * Runs until the input ends.
   *
   * @param in null for this program's own, likewise the error output
   * @return the exit code
   */
  static int run(Optional<Tool> found, InputStream in, PrintStream out, OutputStream err) {
    Tool shell =
        found.orElseThrow(
            () ->
                new RunFailedException(
                    "the shell needs the module jdk.jshell, which this Java does not have: "
                        + System.getProperty("java.home")));
    String classPath = System.getProperty("java.class.path");
    Path imports = null;
    try {
      imports = Files.createTempFile("twofold-imports", ".jsh");
      Files.write(imports, Imports.of(classPath));
      out.println(FIRST_LINE);
      return shell.run(in, out, err, options(classPath, imports).toArray(String[]::new));
    } catch (IOException e) {
      throw new RunFailedException("the shell's imports cannot be written to a file: " + e);
    } finally {
      if (imports != null) {
        imports.toFile().delete();
      }
    }
  }

  /** What is typed runs in a JVM of its own, with the options of this one. */
  private static List<String> options(String classPath, Path imports) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--class-path", classPath, "--startup", imports.toString()));
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      options.add("-R" + option);
    }
    return options;
  }
}
