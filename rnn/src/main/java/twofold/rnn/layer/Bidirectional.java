package twofold.rnn.layer;

import static twofold.tensor.Concat.concat;

import java.util.List;
import java.util.stream.Stream;
import twofold.nn.layer.Context;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.Reading;
import twofold.tensor.Parameter;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Two cells, one of which reads each sequence from its end: what a step is told then depends on
 * what came before and on what comes after.
 *
 * <pre>
 *   sequences   (batch, time, inputs) → (batch, time, units + units)   step t: [ →hₜ | ←hₜ ]
 *   last        (batch, time, inputs) → (batch, units + units)         [ →h_T | ←h₁ ], each after all it has read
 *                                                                       [Schuster &amp; Paliwal 1997]
 * </pre>
 */
public final class Bidirectional implements SequenceLayer {
  private final Cell forth;
  private final Cell back;
  private final boolean onlyLast;

  private Bidirectional(Cell forth, Cell back, boolean onlyLast) {
    if (forth.inputs() != back.inputs()) {
      throw new ShapeException(
          "the two cells of a bidirectional layer must read the same inputs, got %s and %s",
          forth, back);
    }
    this.forth = forth;
    this.back = back;
    this.onlyLast = onlyLast;
  }

  /**
   * Hands on what both cells show after every step.
   *
   * @param forth reads from the start
   * @param back reads from the end
   */
  public static Bidirectional sequences(Cell forth, Cell back) {
    return new Bidirectional(forth, back, false);
  }

  /** Hands on what each cell shows after all it has read. */
  public static Bidirectional last(Cell forth, Cell back) {
    return new Bidirectional(forth, back, true);
  }

  /** The cell that reads from the start. */
  public Cell forth() {
    return forth;
  }

  /** The cell that reads from the end. */
  public Cell back() {
    return back;
  }

  /** Whether it hands on what each cell shows after all it has read, and nothing else. */
  public boolean isOnlyLast() {
    return onlyLast;
  }

  /** Those of both cells; where they are one, just once. */
  @Override
  public List<Parameter> parameters() {
    return Stream.of(forth, back).flatMap(cell -> cell.parameters().stream()).distinct().toList();
  }

  @Override
  public int inputs() {
    return forth.inputs();
  }

  /**
   * What both cells showed: for those who want the sequences and their ends.
   *
   * @param there of the cell that reads from the start
   * @param andBack of the one that reads from the end; its first step is the last of each sequence
   */
  public record Both(Reading there, Reading andBack, Lengths lengths) {

    /** Step by step: (batch, time, units + units), zeros in the padding. */
    public Tensor sequences() {
      Tensor inOrder = lengths.reversed(andBack.outputs());
      return lengths.masked(concat(List.of(there.outputs(), inOrder), 2));
    }

    /** Each cell after all it has read: (batch, units + units). */
    public Tensor last() {
      return concat(List.of(lengths.last(there).output(), lengths.last(andBack).output()), 1);
    }
  }

  /**
   * Reads the sequences both ways.
   *
   * @param x (batch, time, inputs)
   */
  public Both read(Tensor x, Lengths lengths) {
    Tensor seen = lengths.masked(x);
    Reading there = forth.read(seen, forth.start(x.dim(0)));
    Reading andBack = back.read(lengths.reversed(seen), back.start(x.dim(0)));
    return new Both(there, andBack, lengths);
  }

  @Override
  public Tensor forward(Tensor x, Lengths lengths, Context context) {
    Both both = read(x, lengths);
    return onlyLast ? both.last() : both.sequences();
  }

  @Override
  public String toString() {
    return "Bidirectional " + forth + " and " + back;
  }
}
