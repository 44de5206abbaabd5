package twofold.rnn.layer;

import java.util.Arrays;
import java.util.List;
import twofold.nn.layer.Assembly;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * The same layer at every step: the projection of a recurrent network's outputs onto classes, say.
 *
 * <pre>
 *   (batch, time, …) → (batch·time, …) → layer → (batch·time, …) → (batch, time, …)
 * </pre>
 *
 * @param layer sees each step of each sequence as an example of its own
 */
public record PerStep(Layer layer) implements Layer, Assembly {

  @Override
  public List<Layer> layers() {
    return List.of(layer);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (x.rank() < 2) {
      throw new ShapeException(
          "%s needs inputs of shape (batch, time, …), got %s", this, x.shape());
    }
    int batch = x.dim(0);
    int time = x.dim(1);
    int[] dims = Arrays.copyOfRange(x.shape().dims(), 1, x.rank());
    dims[0] = batch * time;
    Tensor y = layer.forward(x.reshape(new Shape(dims)), context);
    int[] steps = new int[y.rank() + 1];
    steps[0] = batch;
    steps[1] = time;
    System.arraycopy(y.shape().dims(), 1, steps, 2, y.rank() - 1);
    return y.reshape(new Shape(steps));
  }

  @Override
  public String toString() {
    return "PerStep " + layer;
  }
}
