package twofold.verify.cli;

import picocli.CommandLine.Command;
import twofold.tensor.Device;

/** {@code ./twofold devices}. */
@Command(
    name = "devices",
    description = "What is found, what the GPU path really runs on, how to get OpenCL.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Runnable {

  @Override
  public void run() {
    for (Device<?> device : Device.all()) {
      System.out.printf("%-10s %s%n", device.name(), device.detail());
    }
    System.out.println();
    System.out.println(
        "OpenCL comes with the driver of a graphics card. Without one, PoCL runs the same kernels");
    System.out.println(
        "on the processor (Debian: apt-get install pocl-opencl-icd ocl-icd-libopencl1).");
    System.out.println(
        "TWOFOLD_OPENCL=required makes it an error if the gpu device has no OpenCL.");
  }
}
