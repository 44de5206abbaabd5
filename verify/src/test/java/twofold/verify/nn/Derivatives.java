package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Network;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.GradientCheck;
import twofold.verify.tensor.Draw;

/** Holds the gradients of networks, as functions of their parameters, to central differences. */
public final class Derivatives {

  /** What is composed of many operations bends more, and central differences see that. */
  private static final double SHARP = 1e-4;

  private Derivatives() {}

  /**
   * New numbers for all parameters of a network, small enough for a stack of layers to stay smooth:
   * the curvature grows with every factor.
   */
  public static List<Tensor> parameters(Draw draw, Network network) {
    return network.parameters().stream()
        .map(
            parameter -> {
              double size = 1 / Math.sqrt(fanIn(parameter.shape()));
              return draw.tensor(parameter.shape(), z -> size * z);
            })
        .toList();
  }

  /** Of weights (inputs, outputs), and of those of a convolution, (outputs, inputs, height, …). */
  private static int fanIn(Shape weights) {
    return weights.rank() > 2 ? weights.size() / weights.dim(0) : weights.dim(0);
  }

  /** The gradient, and the gradient of the gradient, with respect to all inputs together. */
  public static void agree(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, RandomGenerator random) {
    agree(GradientCheck.firstOrder(f, inputs, random));
    agree(GradientCheck.secondOrder(f, inputs, random));
  }

  /** That the check decides something, and decides it well. */
  public static void agree(GradientCheck.Report report) {
    // or else nothing is left to decide: units that are all inactive have the gradient 0
    assertThat(report.isSharp(SHARP) || report.isSharp()).as("%s", report).isTrue();
    assertThat(report.units()).as("%s", report).isLessThanOrEqualTo(1);
  }
}
