package twofold.tensor;

/**
 * The processor's own cores. The kernel of a contract {@code X.Kernel} is the class {@code XSimd}
 * where there is one and the JVM was started with {@code --add-modules jdk.incubator.vector}, else
 * {@code XCpu}.
 */
final class CpuDevice extends FloatDevice {
  /**
   * Without that module a class that mentions vectors cannot even be loaded, so ask before touching
   * one.
   */
  private static final boolean VECTORS =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  static final CpuDevice PLAIN = new CpuDevice("cpu-plain", false);
  static final CpuDevice FASTEST = new CpuDevice("cpu", VECTORS);

  private final boolean simd;

  private CpuDevice(String name, boolean simd) {
    super(name);
    this.simd = simd;
  }

  @Override
  public String detail() {
    return "single precision, "
        + (simd ? "SIMD by the Vector API" : "plain Java (without the jdk.incubator.vector module)")
        + ", "
        + Parallel.threads()
        + (Parallel.threads() == 1 ? " thread" : " threads");
  }

  @Override
  protected Object find(Class<?> contract) {
    String stem = contract.getEnclosingClass().getName();
    Object kernel = simd ? instance(stem + "Simd") : null;
    if (kernel == null) {
      kernel = instance(stem + "Cpu");
    }
    if (kernel == null) {
      throw new IllegalStateException(
          "kernel " + stem + " has no twin for the cpu: there is no class " + stem + "Cpu");
    }
    return kernel;
  }
}
