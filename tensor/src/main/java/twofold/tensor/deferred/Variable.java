package twofold.tensor.deferred;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A node whose tensor stays from run to run, until it is updated. The graph knows only its shape
 * and how it starts; its numbers are a session's, so two sessions of one graph learn apart.
 */
public final class Variable extends Node {

  /** The first numbers of a variable, row by row. */
  @FunctionalInterface
  public interface Start {
    double[] numbers(Shape shape, RandomGenerator random);

    /** The same number everywhere. */
    static Start constant(double number) {
      return (shape, random) -> {
        double[] numbers = new double[shape.size()];
        java.util.Arrays.fill(numbers, number);
        return numbers;
      };
    }
  }

  private final Shape shape;
  private final Start start;

  Variable(Graph graph, String name, Shape shape, Start start) {
    super(graph, name, List.of());
    this.shape = shape;
    this.start = start;
  }

  public Shape shape() {
    return shape;
  }

  Start start() {
    return start;
  }

  @Override
  Tensor value(List<Tensor> inputs, Run run) {
    return run.variable(this);
  }
}
