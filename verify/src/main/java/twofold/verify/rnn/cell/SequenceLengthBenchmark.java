package twofold.verify.rnn.cell;

import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/**
 * Four sequences of ever more steps through cells of 64 units, with the gradients of the weights:
 * time should grow as the number of steps does.
 */
public class SequenceLengthBenchmark extends OperationBenchmark {
  private static final int BATCH = 4;
  private static final int INPUTS = 32;
  private static final int UNITS = 64;

  @Param({"lstm", "gru", "simple"})
  public String cell;

  @Param({"64", "256", "1024", "4096"})
  public int size;

  @Override
  protected Runnable call() {
    Cell read = cell();
    Tensor x = uniform(BATCH, size, INPUTS);
    Tensor[] parameters = read.parameters().stream().map(Parameter::value).toArray(Tensor[]::new);
    return () -> backward(read.read(x, read.start(BATCH)).outputs(), parameters);
  }

  private Cell cell() {
    var random = RandomStreams.of(1);
    return switch (cell) {
      case "lstm" -> new LstmCell(device(), INPUTS, UNITS, random);
      case "gru" -> new GruCell(device(), INPUTS, UNITS, random);
      case "simple" -> new SimpleRnnCell(device(), INPUTS, UNITS, random);
      default -> throw new IllegalArgumentException("no cell " + cell);
    };
  }

  /** The products with W and U, and twice as many on the way back. */
  @Override
  protected Work work() {
    return Work.multiplyAdds(3.0 * BATCH * size * (INPUTS + UNITS) * cell().bias().shape().size());
  }
}
