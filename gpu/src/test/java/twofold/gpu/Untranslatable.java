package twofold.gpu;

/** A kernel that is good Java and no OpenCL: it makes an object. */
final class Untranslatable extends GpuKernel {
  float[] y;

  @Override
  public void run() {
    y[getGlobalId()] = new Object().hashCode();
  }

  void compute() {
    y = new float[256];
    launch(256);
  }
}
