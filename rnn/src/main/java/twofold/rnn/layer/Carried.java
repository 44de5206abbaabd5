package twofold.rnn.layer;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.layer.Context;
import twofold.nn.layer.InputShape;
import twofold.nn.layer.Layer;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.State;
import twofold.tensor.Parameter;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A recurrent layer for truncated backpropagation through time: a long text is read window by
 * window, and each window starts with the state in which the one before it ended.
 *
 * <pre>
 *   window 1         window 2         window 3
 *   x₁ … x_n   →s    x_n+1 … x_2n  →s    …               forward, the state goes on
 *   ←────────        ←────────────                       backward, each window for itself
 * </pre>
 *
 * What is remembered may come from any time ago; the gradient, and with it the memory needed for
 * training, is that of one window. The numbers carried along belong to the network's {@link
 * #state}, so they are saved with it.
 *
 * <p>Row r of a batch must continue row r of the batch before. Only passes in training carry the
 * state on; predictions start from zeros.
 *
 * <p>[Williams &amp; Peng 1990]
 */
public final class Carried implements Layer {
  private final Cell cell;
  private final List<Parameter> carried = new ArrayList<>();

  /**
   * Starts from zeros.
   *
   * @param batch how many sequences are read side by side
   */
  public Carried(Cell cell, int batch) {
    if (batch < 1) {
      throw new IllegalArgumentException("at least 1 sequence must be carried along, got " + batch);
    }
    this.cell = cell;
    List<Tensor> parts = cell.start(batch).parts();
    for (int k = 0; k < parts.size(); k++) {
      carried.add(new Parameter("carried " + k, parts.get(k)));
    }
  }

  /**
   * Of a cell and of a state that was carried before: read from a file.
   *
   * @param carried the parts of the state, (batch, units) each
   */
  public Carried(Cell cell, List<Parameter> carried) {
    int parts = cell.start(1).parts().size();
    if (carried.size() != parts) {
      throw new ShapeException(
          "%s needs a state of %d part(s) to carry, got %d", cell, parts, carried.size());
    }
    InputShape.requireParameter("a carried state", carried.get(0), "batch", cell.units());
    int batch = carried.get(0).shape().dim(0);
    for (Parameter part : carried) {
      InputShape.requireParameter("a carried state", part, batch, cell.units());
    }
    this.cell = cell;
    this.carried.addAll(carried);
  }

  public Cell cell() {
    return cell;
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }

  @Override
  public List<Parameter> state() {
    return carried;
  }

  /** Back to zeros: a new text begins. */
  public void reset() {
    for (Parameter part : carried) {
      part.set(new double[part.size()]);
    }
  }

  /** (batch, time, inputs) → (batch, time, units). */
  @Override
  public Tensor forward(Tensor x, Context context) {
    if (!context.training()) {
      return cell.read(x, cell.start(x.dim(0))).outputs();
    }
    int batch = carried.get(0).shape().dim(0);
    if (x.rank() != 3 || x.dim(0) != batch) {
      throw new ShapeException(
          "%s needs sequences of shape (%d, time, %d), got %s",
          this, batch, cell.inputs(), x.shape());
    }
    // Copies: the numbers themselves are about to change.
    State start = new State(carried.stream().map(part -> part.value().multiply(1)).toList());
    Reading reading = cell.read(x, start.stopGradient());
    List<Tensor> last = reading.last().parts();
    for (int k = 0; k < carried.size(); k++) {
      carried.get(k).set(last.get(k));
    }
    return reading.outputs();
  }

  @Override
  public String toString() {
    return "Carried " + cell;
  }
}
