package twofold.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import twofold.verify.experiment.RunFailedException;

/** What is piped into the shell, and what it answers. */
class ShellCommandTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static String answers(String... lines) {
    byte[] typed = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = ShellCommand.run(ShellCommand.find(), new ByteArrayInputStream(typed), print, print);
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }

  /**
   * Devices of the JVM that it runs in, which knows the modules of this one; a name of two
   * packages.
   */
  @Test
  void whatIsPipedIntoItRuns() {
    String answers =
        answers(
            "Device.cpu().detail()",
            "sqrt(Device.reference().vector(1, 4, 9)).multiply(2).toArray()[2]",
            "Node.input(\"pixels\", 784)",
            "ModuleLayer.boot().findModule(\"jdk.incubator.vector\").isPresent()");
    assertThat(answers.lines().findFirst()).get().asString().contains("Type Java: ", "/exit");
    boolean simd = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(answers)
        .contains("==> \"single precision, ", "==> 6.0", "==> input 'pixels'", "==> " + simd)
        .doesNotContain("|  Error");
  }

  /** Every public class by its simple name: none is missing, and none ambiguous. */
  @Test
  void everythingIsImported() {
    List<Class<?>> all = Imports.publicClasses(CLASS_PATH);
    assertThat(all).hasSizeGreaterThan(300);
    List<String> names = all.stream().map(Class::getSimpleName).distinct().toList();
    List<String> lines = new ArrayList<>(List.of("int known = 0"));
    for (int from = 0; from < names.size(); from += 100) { // a line is kept, if below 8 KB
      List<String> some = names.subList(from, Math.min(from + 100, names.size()));
      String literals = some.stream().map(n -> n + ".class").collect(Collectors.joining(", "));
      lines.add("known += new Class<?>[] {" + literals + "}.length");
    }
    String answers = answers(lines.toArray(String[]::new));
    assertThat(answers).contains("==> " + names.size()).doesNotContain("|  Error");
  }

  @Test
  void namesOfSeveralPackagesAreThoseNearestToTheRoot() {
    assertThat(Imports.of(CLASS_PATH))
        .contains(
            "import twofold.nn.layer.*;",
            "import static twofold.tensor.Sqrt.sqrt;",
            "import twofold.tensor.Mean;",
            "import twofold.tensor.Power;",
            "import twofold.nn.graph.Node;")
        .doesNotHaveDuplicates();
  }

  @Test
  void aJavaWithoutAShell() {
    PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
    assertThatThrownBy(() -> ShellCommand.run(Optional.empty(), null, nowhere, null))
        .isInstanceOf(RunFailedException.class)
        .hasMessageStartingWith(
            "the shell needs the module jdk.jshell, which this Java does not have");
  }
}
