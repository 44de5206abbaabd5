package twofold.rnn.attention;

import java.util.List;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.tensor.Tensor;

/**
 * A layer for rows, applied to every position of every sequence alike, as if each were an example
 * by itself.
 *
 * <pre>
 *   y_bt = f(x_bt)        x: (batch, time, features)    y: (batch, time, outputs)
 * </pre>
 *
 * @param layer f, of (batch, features)
 */
public record PerPosition(Layer layer) implements Composite {

  @Override
  public List<Layer> layers() {
    return List.of(layer);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    InputShape.require(this, x, "batch", "time", "features");
    int positions = x.dim(0) * x.dim(1);
    Tensor y = layer.forward(x.reshape(positions, x.dim(2)), context);
    return y.reshape(x.dim(0), x.dim(1), y.dim(1));
  }

  @Override
  public String toString() {
    return "PerPosition(" + layer + ")";
  }
}
