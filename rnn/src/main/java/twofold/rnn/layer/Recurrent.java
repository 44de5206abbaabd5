package twofold.rnn.layer;

import java.util.List;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.State;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * A recurrent layer: a cell that reads whole sequences.
 *
 * <pre>
 *   sequences   (batch, time, inputs) → (batch, time, units)    what the cell showed after every step, zeros in the padding
 *   last        (batch, time, inputs) → (batch, units)          after the last step of each sequence
 * </pre>
 *
 * Layers that hand on sequences can be stacked, as any layers, in a {@code Sequential}.
 */
public final class Recurrent implements SequenceLayer {
  private final Cell cell;
  private final boolean onlyLast;
  private final RecurrentDropout dropout;

  private Recurrent(Cell cell, boolean onlyLast, RecurrentDropout dropout) {
    this.cell = cell;
    this.onlyLast = onlyLast;
    this.dropout = dropout;
  }

  /** Hands on what the cell shows after every step. */
  public static Recurrent sequences(Cell cell) {
    return new Recurrent(cell, false, RecurrentDropout.NONE);
  }

  /** Hands on what the cell shows after the last step. */
  public static Recurrent last(Cell cell) {
    return new Recurrent(cell, true, RecurrentDropout.NONE);
  }

  /** The same cell, with dropout while training. */
  public Recurrent withDropout(RecurrentDropout dropout) {
    return new Recurrent(cell, onlyLast, dropout);
  }

  public Cell cell() {
    return cell;
  }

  /** Whether it hands on what the cell shows after the last step, and nothing else. */
  public boolean isOnlyLast() {
    return onlyLast;
  }

  public RecurrentDropout dropout() {
    return dropout;
  }

  @Override
  public List<Parameter> parameters() {
    return cell.parameters();
  }

  @Override
  public int inputs() {
    return cell.inputs();
  }

  @Override
  public Tensor forward(Tensor x, Lengths lengths, Context context) {
    Reading reading = read(lengths.masked(x), cell.start(x.dim(0)), context);
    Tensor y = onlyLast ? lengths.last(reading).output() : lengths.masked(reading.outputs());
    return onlyLast ? dropout.ofLast(y, context) : dropout.ofOutput(y, context);
  }

  /**
   * All states, from any start: for those who carry them on. Without dropout of the output.
   *
   * @param x (batch, time, inputs)
   */
  public Reading read(Tensor x, State start, Context context) {
    Tensor seen = dropout.ofInput(x, context);
    return dropout.isBetweenSteps(context)
        ? cell.unroll(seen, start, dropout.between(start, context))
        : cell.read(seen, start);
  }

  @Override
  public String toString() {
    return (onlyLast ? "Recurrent, last of " : "Recurrent ") + cell;
  }
}
