package twofold.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

class GpuDeviceTest {

  /** A contract that nobody has a twin for. */
  interface Kernel {}

  @Test
  void isFoundAndSaysWhatItRunsOn() {
    assertThat(Device.gpu()).isInstanceOf(GpuDevice.class);
    assertThat(Device.gpu().detail())
        .startsWith(
            OpenCl.DEVICE == null
                ? "Java threads"
                : OpenCl.isProcessor() ? "OpenCL on the CPU" : "OpenCL GPU");
  }

  @Test
  void missingTwinsAreNamed() {
    assertThatThrownBy(() -> Device.gpu().kernel(Kernel.class))
        .hasMessageContaining("twofold.gpu.gpu.GpuDeviceTestGpu");
  }

  @Test
  void whatDoesNotTranslateIsAnErrorAndNotComputedInJava() {
    assumeTrue(GpuDevice.isOpenCl());
    Untranslatable kernel = new Untranslatable();
    assertThatThrownBy(kernel::compute)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Untranslatable does not translate to OpenCL");
    assertThat(kernel.y).containsOnly(0);
  }

  @Test
  void kernelsAreMadeOnce() {
    Object first = Device.gpu().kernel(twofold.tensor.Add.Kernel.class);
    Object second = Device.gpu().kernel(twofold.tensor.Add.Kernel.class);
    assertThat(first).isSameAs(second);
  }

  @Test
  void kernelsAreTranslatedOnce() {
    assumeTrue(GpuDevice.isOpenCl());
    Translations kernel = new Translations();
    kernel.compute(1);
    kernel.compute(1000); // another size and another array: no other translation
    assertThat(kernel.y).startsWith(0, 1, 2).hasSize(1000);
    assertThat(kernel.count).isEqualTo(1);
  }

  @Test
  void threadsMayShareKernels() {
    Tensor x = Both.random(Device.gpu(), 1, 1000);
    double[] expected = x.add(x).toArray();
    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> assertThat(x.add(x).toArray()).containsExactly(expected));
  }

  @Test
  void tenThousandOperationsLeaveNothingBehind() throws IOException {
    for (int i = 0; i < 300; i++) {
      OneStep.compute(Device.gpu());
    }
    int threads = OneStep.threads();
    long heap = OneStep.heap();
    long resident = resident();
    for (int i = 0; i < 1000; i++) { // of more than ten operations each
      OneStep.compute(Device.gpu());
    }
    assertThat(OneStep.threads()).isLessThanOrEqualTo(threads + 2); // the JVM's own come and go
    assertThat(OneStep.heap() - heap).isLessThan(8 << 20);
    assertThat(resident() - resident).isLessThan(64 << 10);
  }

  /** KiB of memory that this process has, the native libraries' included; 0 where unknown. */
  private static long resident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    try (var lines = Files.lines(status)) {
      String line = lines.filter(l -> l.startsWith("VmRSS")).findFirst().orElse("0");
      return Long.parseLong(line.replaceAll("\\D", ""));
    }
  }

  @Test
  void withoutOpenClJavaThreadsCompute() throws Exception {
    List<String> lines = inAJvmWithoutOpenCl("");
    assertThat(lines).anySatisfy(l -> assertThat(l).startsWith("Java threads, because"));
    assertThat(number(lines, "error ")).isLessThan(1e-5);
    assertThat(number(lines, "threads ")).isLessThanOrEqualTo(2);
    assertThat(number(lines, "megabytes ")).isLessThanOrEqualTo(8);
  }

  @Test
  void openClCanBeRequired() throws Exception {
    assertThat(inAJvmWithoutOpenCl("required"))
        .anySatisfy(l -> assertThat(l).startsWith("refused: TWOFOLD_OPENCL=required"));
  }

  private static double number(List<String> lines, String prefix) {
    String line = lines.stream().filter(l -> l.startsWith(prefix)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(prefix.length()));
  }

  /** The OpenCL loader looks for devices in this folder, and finds none. */
  private static List<String> inAJvmWithoutOpenCl(String demand)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            OneStep.class.getName());
    builder.environment().put("OCL_ICD_VENDORS", "/nonexistent");
    builder.environment().put("TWOFOLD_OPENCL", demand);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
