package twofold.gpu.tensor;

import twofold.gpu.GpuDevice;
import twofold.gpu.GpuKernel;
import twofold.tensor.Copy;
import twofold.tensor.Device;
import twofold.tensor.Unary;
import twofold.tensor.View;

/**
 * What the twins of all unary element-wise operations share: one work item for each element.
 *
 * <p>Neighbouring work items read and write neighbouring elements and nothing else happens, so
 * OpenCL's compiler can make SIMD of them: exp is three times as fast as with {@link CopyGpu}'s
 * arithmetic of positions in between. What does not lie side by side is therefore copied first.
 */
abstract class UnaryGpu extends GpuKernel implements Unary.Kernel<float[]> {
  int n;
  float[] x;
  int offset;
  float[] y;

  /** One element of the result. */
  abstract float apply(float x);

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      y[i] = apply(x[offset + i]);
    }
  }

  @Override
  public final synchronized void map(View<float[]> from, float[] to) {
    n = to.length;
    x = from.data();
    offset = from.layout().offset();
    y = to;
    if (!from.layout().isDense()) {
      x = GpuDevice.scratch(n);
      offset = 0;
      Unary.Kernel<float[]> copy = Device.gpu().kernel(Copy.Kernel.class);
      copy.map(from, x);
    }
    launch(n);
  }
}
