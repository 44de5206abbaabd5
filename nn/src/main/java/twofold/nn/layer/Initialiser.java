package twofold.nn.layer;

import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;

/** How the weights of a layer are drawn before training. */
@FunctionalInterface
public interface Initialiser {

  /** One weight of a layer that makes each of {@code fanOut} outputs from {@code fanIn} inputs. */
  double draw(int fanIn, int fanOut, RandomGenerator random);

  /**
   * Normal with variance 2/fanIn, for layers followed by ReLU.
   *
   * <p>A sum of fanIn independent products has fanIn times their variance, and ReLU throws half of
   * the square away: with this variance signals neither grow nor fade from layer to layer. [He,
   * Zhang, Ren & Sun 2015, eq. 10]
   */
  static Initialiser he() {
    return (fanIn, fanOut, random) -> Math.sqrt(2.0 / fanIn) * RandomStreams.normal(random);
  }

  /**
   * Normal with variance 2/(fanIn + fanOut), for layers followed by something that is linear around
   * 0: the mean of what the forward pass (1/fanIn) and the backward pass (1/fanOut) would want.
   * [Glorot & Bengio 2010, eq. 12]
   */
  static Initialiser glorot() {
    return (fanIn, fanOut, random) ->
        Math.sqrt(2.0 / (fanIn + fanOut)) * RandomStreams.normal(random);
  }
}
