package twofold.nn.layer;

import java.util.Arrays;
import java.util.List;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * Spatial dropout: whole channels are forgotten. Neighbouring places of a picture know each other,
 * so forgetting single ones would hide nothing.
 *
 * <pre>
 *   y[b, c, …] = x[b, c, …]·r[b, c]/(1 − p)         r[b, c] = 0 with probability p, else 1
 *                                                                         [Tompson et al. 2015]
 * </pre>
 *
 * The factors are a {@link Dropout} of ones.
 *
 * @param rate p
 */
public record SpatialDropout(double rate) implements Layer {

  public SpatialDropout {
    Dropout.requireRate(rate);
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.requireRank(this, x, 2, "(batch, channels, …)");
    if (!context.training() || rate == 0) {
      return x;
    }
    context.requireRandom(this);
    Tensor factors = new Dropout(rate).forward(x.device().ones(x.dim(0), x.dim(1)), context);
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[0] = x.dim(0);
    dims[1] = x.dim(1);
    return x.multiply(factors.reshape(dims));
  }

  @Override
  public String toString() {
    return "SpatialDropout " + rate;
  }
}
