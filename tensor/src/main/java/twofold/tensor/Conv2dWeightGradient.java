package twofold.tensor;

import java.util.List;
import java.util.function.Supplier;

/**
 * What the weights of a {@link Conv2d} learn: each is the correlation of what it read with what was
 * wanted.
 *
 * <pre>
 *   w[o, q, m, n] = Σ_b Σ_r Σ_c  g[b, o, r, c] · x[b, q, r·s + m·d − p, c·s + n·d − p]
 *
 *   A convolution again, with g as a very large kernel: the batch is summed like a channel, stride
 *   and dilation have changed places.
 *
 *   Pullback. One of the three faces of ⟨g, conv(x, w)⟩, see {@link Conv2d}. For a gradient V,
 *   which has the shape of w:
 *     x̄ = inputGradient(g, V)        ḡ = conv(x, V)
 *
 *   Rounding. Sums of N = batch · rows · columns products:
 *     |fl(w) − w| ≤ γ_N · weightGradient(|x|, |g|)                        [Higham 2002, eq. 3.5]
 * </pre>
 */
public record Conv2dWeightGradient(Tensor x, Tensor g, Conv2d.Geometry geometry) implements Op {

  public Conv2dWeightGradient {
    geometry.require("conv2d weight gradient", x, geometry.input(), g, geometry.output());
  }

  /** {@code w = weightGradient(x, g)}, all dense; every element of w is written. */
  public interface Kernel<S> {
    void correlate(S x, S g, S w, Conv2d.Geometry s);
  }

  static void reference(double[] x, double[] g, double[] w, Conv2d.Geometry s) {
    for (int o = 0; o < s.groups() * s.outputs(); o++) {
      for (int q = 0; q < s.inputs(); q++) {
        for (int m = 0; m < s.rows().kernel(); m++) {
          for (int n = 0; n < s.columns().kernel(); n++) {
            double sum = 0;
            for (int b = 0; b < s.batch(); b++) {
              for (int r = 0; r < s.rows().steps(); r++) {
                for (int c = 0; c < s.columns().steps(); c++) {
                  int i = s.rows().at(r, m);
                  int j = s.columns().at(c, n);
                  sum += g[s.outputAt(b, o, r, c)] * s.padded(x, b, s.channel(o, q), i, j);
                }
              }
            }
            w[s.kernelAt(o, q, m, n)] = sum;
          }
        }
      }
    }
  }

  @Override
  public List<Tensor> inputs() {
    return List.of(x, g);
  }

  @Override
  public Tensor forward() {
    Device<Object> device = Device.of(x, g);
    Kernel<Object> kernel = device.kernel(Kernel.class);
    Tensor w = device.empty(geometry.kernel());
    kernel.correlate(x.dense().storage(), g.dense().storage(), w.storage(), geometry);
    return w;
  }

  @Override
  public List<Supplier<Tensor>> pullback(Tensor w, Tensor v) {
    return List.of(
        () -> new Conv2dInputGradient(g, v, geometry).apply(),
        () -> new Conv2d(x, v, geometry).apply());
  }
}
