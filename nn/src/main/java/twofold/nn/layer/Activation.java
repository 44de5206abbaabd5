package twofold.nn.layer;

import java.util.List;
import java.util.function.UnaryOperator;
import twofold.nn.activation.Elu;
import twofold.nn.activation.Gelu;
import twofold.nn.activation.HardSigmoid;
import twofold.nn.activation.LeakyRelu;
import twofold.nn.activation.LogSoftmax;
import twofold.nn.activation.Selu;
import twofold.nn.activation.Softsign;
import twofold.nn.activation.Swish;
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

  /** {@code y = max(x, 0)}. */
  public static Activation relu() {
    return new Activation("ReLU", Relu::relu);
  }

  /** {@code y = tanh x}. */
  public static Activation tanh() {
    return new Activation("tanh", Tanh::tanh);
  }

  /** {@code y = 1/(1 + e⁻ˣ)}. */
  public static Activation sigmoid() {
    return new Activation("sigmoid", Sigmoid::sigmoid);
  }

  /** {@code y = ln(1 + eˣ)}. */
  public static Activation softplus() {
    return new Activation("softplus", Softplus::softplus);
  }

  /** {@code y = x/(1 + |x|)}. */
  public static Activation softsign() {
    return new Activation("softsign", Softsign::softsign);
  }

  /** {@code y = min(max(x/6 + ½, 0), 1)}. */
  public static Activation hardSigmoid() {
    return new Activation("hard sigmoid", HardSigmoid::hardSigmoid);
  }

  /** {@code y = x, or slope·x where x ≤ 0}. */
  public static Activation leakyRelu(double slope) {
    return new Activation("leaky ReLU " + slope, x -> LeakyRelu.leakyRelu(x, slope));
  }

  /** {@code y = x, or α(eˣ − 1) where x ≤ 0}. */
  public static Activation elu(double alpha) {
    return new Activation("ELU " + alpha, x -> Elu.elu(x, alpha));
  }

  /** {@code y = λ·elu(x, α)} with the α and λ that keep mean 0 and variance 1. */
  public static Activation selu() {
    return new Activation("SELU", Selu::selu);
  }

  /** {@code y = x·Φ(x)}. */
  public static Activation gelu() {
    return new Activation("GELU", Gelu::gelu);
  }

  /** The form of {@link #gelu} by tanh. */
  public static Activation geluTanh() {
    return new Activation("GELU by tanh", Gelu::geluTanh);
  }

  /** {@code y = x·σ(x)}, the SiLU. */
  public static Activation swish() {
    return new Activation("swish", Swish::swish);
  }

  /** Probabilities along the last axis. */
  public static Activation softmax() {
    return new Activation("softmax", LogSoftmax::softmax);
  }

  /** Logarithms of probabilities along the last axis. */
  public static Activation logSoftmax() {
    return new Activation("log-softmax", LogSoftmax::logSoftmax);
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
