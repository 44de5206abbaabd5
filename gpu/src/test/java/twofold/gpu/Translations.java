package twofold.gpu;

import com.aparapi.Kernel;
import com.aparapi.device.Device;
import com.aparapi.exception.CompileFailedException;

/** A kernel that counts how often it is translated. */
public final class Translations extends GpuKernel {
  int n;
  float[] y = {};
  int count;

  @Override
  public void run() {
    int i = getGlobalId();
    if (i < n) {
      y[i] = i;
    }
  }

  @Override
  public Kernel compile(Device device) throws CompileFailedException {
    count++;
    return super.compile(device);
  }

  void compute(int size) {
    n = size;
    y = new float[size];
    launch(size);
  }
}
