package twofold.verify.tensor;

import static twofold.tensor.Exp.exp;
import static twofold.tensor.Softmax.softmax;
import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Random functions from vectors to vectors: a few operations in a row, smooth everywhere. */
final class Programs {
  private Programs() {}

  /** A function of vectors with n numbers to vectors with 1 to 5. */
  static UnaryOperator<Tensor> smooth(Draw draw, int n) {
    List<UnaryOperator<Tensor>> steps = new ArrayList<>();
    int width = n;
    for (int step = draw.from(1, 4); step >= 0; step--) {
      int next = step == 0 ? draw.from(1, 5) : draw.from(1, 6);
      Tensor weights = draw.normals(new Shape(width, next));
      steps.add(x -> x.matMul(weights));
      steps.add(
          switch (draw.from(0, 4)) {
            case 0 -> x -> tanh(x);
            case 1 -> x -> exp(tanh(x));
            case 2 -> x -> x.divide(x.multiply(x).add(1));
            case 3 -> x -> softmax(x).multiply(x);
            default -> x -> x.multiply(tanh(x).mean());
          });
      width = next;
    }
    return x -> {
      Tensor row = x.reshape(1, -1);
      for (UnaryOperator<Tensor> step : steps) {
        row = step.apply(row);
      }
      return row.reshape(-1);
    };
  }
}
