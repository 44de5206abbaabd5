package twofold.rnn.attention;

import static twofold.tensor.Index.range;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Adds to each vector one that is learned for its place.
 *
 * <pre>
 *   y_t = x_t + e_t        x, y: (batch, time, width)    E: (places, width), time ≤ places
 *
 *   Pullback. A place's row gets the sum of the gradients of the batch there; places that were not used get 0.
 *                                                  [Gehring et al. 2017, section 3.1; Radford et al. 2018]
 * </pre>
 *
 * Simple, and free to learn any order; but what lies beyond the last place cannot be said.
 */
public final class LearnedPositions implements Layer {
  private final Parameter table;

  public LearnedPositions(
      Device<?> device, int places, int width, Initialiser initialiser, RandomGenerator random) {
    if (places < 1 || width < 1) {
      throw new IllegalArgumentException(
          "learned positions need at least 1 place and 1 feature, got " + places + " and " + width);
    }
    Shape shape = new Shape(places, width);
    table = new Parameter("places", initialiser.draw(device, shape, places, width, random));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public LearnedPositions(Parameter table) {
    InputShape.requireParameter("learned positions", table, "places", "width");
    this.table = table;
  }

  /** E. */
  public Parameter table() {
    return table;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(table);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int places = table.shape().dim(0);
    InputShape.require(this, x, "batch", "time", table.shape().dim(1));
    if (x.dim(1) > places) {
      throw new ShapeException(
          "%s needs sequences of at most %d places, got %s", this, places, x.shape());
    }
    return x.add(table.value().at(range(0, x.dim(1))));
  }

  @Override
  public String toString() {
    return "LearnedPositions " + table.shape().dim(0) + " × " + table.shape().dim(1);
  }
}
