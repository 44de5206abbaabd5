package twofold.gpu;

import twofold.tensor.Device;
import twofold.tensor.FloatDevice;
import twofold.tensor.Shape;

/**
 * The device that Aparapi drives: kernels written in Java, translated to OpenCL when first used.
 *
 * <p>The kernel of a contract {@code twofold.tensor.Add.Kernel} is the class {@code
 * twofold.gpu.tensor.AddGpu}. Numbers live in {@code float[]}; every launch takes what it reads to
 * the OpenCL device and brings back what it wrote. {@link #detail} says what that device really is.
 */
public final class GpuDevice extends FloatDevice {
  private static final GpuDevice INSTANCE = new GpuDevice();

  private GpuDevice() {
    super("gpu");
  }

  /** How {@link Device#all} finds this module: named in META-INF/services. */
  public static final class Found implements Device.Provider {
    @Override
    public Device<?> device() {
      return INSTANCE;
    }
  }

  @Override
  public String detail() {
    return OpenCl.detail();
  }

  @Override
  protected Object find(Class<?> contract) {
    OpenCl.isThere(); // or says so, where it was demanded
    String stem = contract.getEnclosingClass().getName();
    String twin = stem.replaceFirst("^twofold\\.", "twofold.gpu.") + "Gpu";
    Object kernel = instance(twin);
    if (kernel == null) {
      throw new IllegalStateException(
          "kernel " + stem + " has no twin for the gpu: there is no class " + twin);
    }
    return kernel;
  }

  // ---- for twins

  /** Whether kernels run on OpenCL, be it on a graphics processor or not. */
  public static boolean isOpenCl() {
    return OpenCl.isThere();
  }

  /**
   * Whether kernels run on hardware that reads memory for neighbouring work items in one
   * transaction: a graphics processor or its like, not an ordinary processor.
   */
  public static boolean isGraphicsProcessor() {
    return OpenCl.isThere() && !OpenCl.isProcessor();
  }

  /** An array for something in between, with old numbers in it; reused when the scope is over. */
  public static float[] scratch(int length) {
    return (float[]) INSTANCE.empty(new Shape(length)).storage();
  }
}
