package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.nn.AnotherJvm;

/**
 * The same seed on the same device gives the same bits, however long the JVM has run. It did not
 * where kernels added the lanes of a vector by the Vector API: compiled by JDK 25, that sum has
 * another order than interpreted.
 */
class ColdAndWarmTest {
  /** Compile a method after a few calls, for speed after some tens, and wait for it. */
  private static final List<String> QUICKLY =
      List.of(
          "-Xbatch",
          "-XX:Tier3InvocationThreshold=20",
          "-XX:Tier3MinInvocationThreshold=10",
          "-XX:Tier3CompileThreshold=20",
          "-XX:Tier4InvocationThreshold=50",
          "-XX:Tier4MinInvocationThreshold=20",
          "-XX:Tier4CompileThreshold=50");

  @Test
  void aStepHasTheSameBitsColdAndWarm() throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(QUICKLY);
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--add-modules")) { // the Vector API, if this JVM has it
        options.add(option);
      }
    }
    Process process =
        AnotherJvm.of(options, ColdAndWarm.class)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(output.lines()).containsExactly("17 results");
  }
}
