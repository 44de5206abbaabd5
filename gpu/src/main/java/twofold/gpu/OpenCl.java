package twofold.gpu;

import com.aparapi.device.Device.TYPE;
import com.aparapi.device.OpenCLDevice;
import java.util.List;
import java.util.logging.Logger;
import twofold.tensor.DeviceException;

/**
 * The OpenCL device that all twins of this JVM run on, looked for once.
 *
 * <p>OpenCL is a standard; who implements it is found at run time. A machine may have several
 * devices: graphics processors, accelerators, and the ordinary processor itself, which PoCL makes
 * an OpenCL device. The first of these kinds that is there is taken.
 */
final class OpenCl {
  /**
   * Aparapi logs what this module turns into exceptions anyway, and more. Held in a field, because
   * the log manager forgets a logger that nobody holds.
   */
  private static final Logger APARAPI = Logger.getLogger("com.aparapi.logLevel");

  private static final List<TYPE> PREFERENCE = List.of(TYPE.GPU, TYPE.ACC, TYPE.CPU);

  /** The device, or null if this machine has no OpenCL. */
  static final OpenCLDevice DEVICE = find();

  private OpenCl() {}

  private static OpenCLDevice find() {
    if (System.getProperty(APARAPI.getName()) == null) { // else somebody wants to see it
      APARAPI.setFilter(message -> false);
    }
    for (TYPE type : PREFERENCE) {
      for (OpenCLDevice device : OpenCLDevice.listDevices(type)) {
        // Never compute in the Java array itself, even where the device could: a missing transfer
        // would go unnoticed here and give wrong numbers on every other device.
        device.setSharedMemory(false);
        return device;
      }
    }
    return null;
  }

  /** Whether there is a device; an error if there is none though one was demanded. */
  static boolean isThere() {
    if (DEVICE == null && "required".equals(System.getenv("TWOFOLD_OPENCL"))) {
      throw new DeviceException(
          "TWOFOLD_OPENCL=required, but this machine has no OpenCL device"
              + " (on Debian: apt-get install pocl-opencl-icd ocl-icd-libopencl1)");
    }
    return DEVICE != null;
  }

  /** Whether the device is one of the ordinary processor's making: PoCL, most likely. */
  static boolean isProcessor() {
    return DEVICE != null && DEVICE.getType() == TYPE.CPU;
  }

  /** What the kernels really run on. */
  static String detail() {
    if (!isThere()) {
      return "Java threads, because there is no OpenCL: for checking only,"
          + " nobody should train on it";
    }
    String platform = DEVICE.getOpenCLPlatform().getName();
    return switch (DEVICE.getType()) {
      case GPU -> "OpenCL GPU " + DEVICE.getName();
      case CPU ->
          "OpenCL on the CPU "
              + DEVICE.getName()
              + (platform.equals("Portable Computing Language")
                  ? " (PoCL)"
                  : " (" + platform + ")");
      default -> "OpenCL accelerator " + DEVICE.getName();
    };
  }
}
