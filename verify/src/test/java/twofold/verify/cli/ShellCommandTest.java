package twofold.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    String literals =
        all.stream()
            .map(c -> c.getSimpleName() + ".class")
            .distinct()
            .collect(Collectors.joining(", "));
    String answers = answers("int known = List.of(" + literals + ").size()");
    long count = all.stream().map(Class::getSimpleName).distinct().count();
    assertThat(answers).contains("known ==> " + count).doesNotContain("|  Error");
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
