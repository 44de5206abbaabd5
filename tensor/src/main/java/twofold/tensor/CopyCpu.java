package twofold.tensor;

/** {@link Copy}: gathering is what {@link Pieces} does anyway; what is left is one block copy. */
final class CopyCpu extends UnaryCpu implements Copy.Kernel<float[]> {

  @Override
  void map(float[] x, int xi, float[] y, int yi, int n) {
    System.arraycopy(x, xi, y, yi, n);
  }
}
