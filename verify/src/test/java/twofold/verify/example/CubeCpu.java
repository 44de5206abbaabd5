package twofold.verify.example;

import twofold.tensor.View;

/** {@link Cube} in single precision; the cpu device finds it by its name. */
final class CubeCpu implements Cube.Kernel<float[]> {

  @Override
  public void map(View<float[]> x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      float value = x.data()[x.at(i)];
      y[i] = value * value * value;
    }
  }
}
