package twofold.nn.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import twofold.nn.activation.Elu;
import twofold.nn.activation.GeluTanh;
import twofold.nn.activation.HardSigmoid;
import twofold.nn.activation.LeakyRelu;
import twofold.nn.activation.LogSoftmax;
import twofold.nn.activation.Selu;
import twofold.nn.activation.Softsign;
import twofold.nn.activation.Swish;
import twofold.tensor.Gelu;
import twofold.tensor.Parameter;
import twofold.tensor.Relu;
import twofold.tensor.Sigmoid;
import twofold.tensor.Softplus;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;

/**
 * A fixed function applied to each number (softmax: to each row), which is what keeps a stack of
 * dense layers from being one dense layer.
 *
 * <p>Each function has a lesson of its own, in {@code twofold.nn.activation} or as an operation in
 * {@code twofold.tensor}. Those with something to learn or to draw are layers of their own: {@link
 * PRelu}, {@link RRelu}, {@link Maxout}.
 *
 * @param name for people
 * @param function f in y = f(x)
 */
public record Activation(String name, UnaryOperator<Tensor> function) implements Layer {

  /** The functions without settings: one object each, so that a function can be recognised. */
  public enum Fixed implements UnaryOperator<Tensor> {
    RELU("ReLU", Relu::relu),
    TANH("tanh", Tanh::tanh),
    SIGMOID("sigmoid", Sigmoid::sigmoid),
    SOFTPLUS("softplus", Softplus::softplus),
    SOFTSIGN("softsign", Softsign::softsign),
    HARD_SIGMOID("hard sigmoid", HardSigmoid::hardSigmoid),
    SELU("SELU", Selu::selu),
    GELU("GELU", Gelu::gelu),
    GELU_TANH("GELU by tanh", GeluTanh::geluTanh),
    SWISH("swish", Swish::swish),
    SOFTMAX("softmax", LogSoftmax::softmax),
    LOG_SOFTMAX("log-softmax", LogSoftmax::logSoftmax);

    private final String text;
    private final UnaryOperator<Tensor> function;

    Fixed(String text, UnaryOperator<Tensor> function) {
      this.text = text;
      this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
      return function.apply(x);
    }

    /** The layer of this function. */
    public Activation activation() {
      return new Activation(text, this);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** The function of {@link #leakyRelu}. */
  public record Leaky(double slope) implements UnaryOperator<Tensor> {
    @Override
    public Tensor apply(Tensor x) {
      return LeakyRelu.leakyRelu(x, slope);
    }
  }

  /** The function of {@link #elu}. */
  public record Exponential(double alpha) implements UnaryOperator<Tensor> {
    @Override
    public Tensor apply(Tensor x) {
      return Elu.elu(x, alpha);
    }
  }

  /** {@code y = max(x, 0)}. */
  public static Activation relu() {
    return Fixed.RELU.activation();
  }

  /** {@code y = tanh x}. */
  public static Activation tanh() {
    return Fixed.TANH.activation();
  }

  /** {@code y = 1/(1 + e⁻ˣ)}. */
  public static Activation sigmoid() {
    return Fixed.SIGMOID.activation();
  }

  /** {@code y = ln(1 + eˣ)}. */
  public static Activation softplus() {
    return Fixed.SOFTPLUS.activation();
  }

  /** {@code y = x/(1 + |x|)}. */
  public static Activation softsign() {
    return Fixed.SOFTSIGN.activation();
  }

  /** {@code y = min(max(x/6 + ½, 0), 1)}. */
  public static Activation hardSigmoid() {
    return Fixed.HARD_SIGMOID.activation();
  }

  /** {@code y = x, or slope·x where x ≤ 0}. */
  public static Activation leakyRelu(double slope) {
    return new Activation("leaky ReLU " + slope, new Leaky(slope));
  }

  /** {@code y = x, or α(eˣ − 1) where x ≤ 0}. */
  public static Activation elu(double alpha) {
    return new Activation("ELU " + alpha, new Exponential(alpha));
  }

  /** {@code y = λ·elu(x, α)} with the α and λ that keep mean 0 and variance 1. */
  public static Activation selu() {
    return Fixed.SELU.activation();
  }

  /** {@code y = x·Φ(x)}. */
  public static Activation gelu() {
    return Fixed.GELU.activation();
  }

  /** The form of {@link #gelu} by tanh. */
  public static Activation geluTanh() {
    return Fixed.GELU_TANH.activation();
  }

  /** {@code y = x·σ(x)}, the SiLU. */
  public static Activation swish() {
    return Fixed.SWISH.activation();
  }

  /** Probabilities along the last axis. */
  public static Activation softmax() {
    return Fixed.SOFTMAX.activation();
  }

  /** Logarithms of probabilities along the last axis. */
  public static Activation logSoftmax() {
    return Fixed.LOG_SOFTMAX.activation();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return function.apply(x);
  }

  @Override
  public String toString() {
    return name;
  }
}
