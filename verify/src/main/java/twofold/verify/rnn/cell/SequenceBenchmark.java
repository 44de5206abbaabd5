package twofold.verify.rnn.cell;

import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.CoupledLstmCell;
import twofold.rnn.cell.CoupledLstmSequence;
import twofold.rnn.cell.CoupledLstmSequenceGradient;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.GruSequence;
import twofold.rnn.cell.GruSequenceGradient;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.LstmSequence;
import twofold.rnn.cell.LstmSequenceGradient;
import twofold.rnn.cell.PeepholeLstmCell;
import twofold.rnn.cell.PeepholeLstmSequence;
import twofold.rnn.cell.PeepholeLstmSequenceGradient;
import twofold.rnn.cell.Reading;
import twofold.rnn.cell.ResetBeforeGruCell;
import twofold.rnn.cell.ResetBeforeGruSequence;
import twofold.rnn.cell.ResetBeforeGruSequenceGradient;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.cell.SimpleRnnSequence;
import twofold.rnn.cell.SimpleRnnSequenceGradient;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/**
 * 64 sequences of 28 steps of 28 numbers - pictures of digits, read row by row - through cells of
 * 128 units: forward, and with the gradients of the weights; fused, and step by step.
 */
@Times({
  LstmSequence.class,
  LstmSequenceGradient.class,
  GruSequence.class,
  GruSequenceGradient.class,
  SimpleRnnSequence.class,
  SimpleRnnSequenceGradient.class,
  ResetBeforeGruSequence.class,
  ResetBeforeGruSequenceGradient.class,
  CoupledLstmSequence.class,
  CoupledLstmSequenceGradient.class,
  PeepholeLstmSequence.class,
  PeepholeLstmSequenceGradient.class
})
public class SequenceBenchmark extends OperationBenchmark {
  private static final int BATCH = 64;
  private static final int STEPS = 28;
  private static final int INPUTS = 28;
  private static final int UNITS = 128;

  @Param({"lstm", "gru", "simple", "reset before gru", "coupled lstm", "peephole lstm"})
  public String cell;

  @Param({"fused", "unrolled"})
  public String writing;

  @Param({"forward", "forward+backward"})
  public String pass;

  @Override
  protected Runnable call() {
    Cell read = cell();
    Tensor x = uniform(BATCH, STEPS, INPUTS);
    return pass.equals("forward")
        ? () -> outputs(read, x)
        : () ->
            backward(
                outputs(read, x),
                read.parameters().stream().map(Parameter::value).toArray(Tensor[]::new));
  }

  private Cell cell() {
    RandomGenerator random = RandomStreams.of(1);
    return switch (cell) {
      case "lstm" -> new LstmCell(device(), INPUTS, UNITS, random);
      case "gru" -> new GruCell(device(), INPUTS, UNITS, random);
      case "simple" -> new SimpleRnnCell(device(), INPUTS, UNITS, random);
      case "reset before gru" -> new ResetBeforeGruCell(device(), INPUTS, UNITS, random);
      case "coupled lstm" -> new CoupledLstmCell(device(), INPUTS, UNITS, random);
      case "peephole lstm" -> new PeepholeLstmCell(device(), INPUTS, UNITS, random);
      default -> throw new IllegalArgumentException("no cell " + cell);
    };
  }

  private Tensor outputs(Cell read, Tensor x) {
    var start = read.start(BATCH);
    Reading reading = writing.equals("fused") ? read.read(x, start) : read.unroll(x, start);
    return reading.outputs();
  }

  /** The products with W and U, which are all but a few per cent of it; backward twice as many. */
  @Override
  protected Work work() {
    double products = 1.0 * BATCH * STEPS * (INPUTS + UNITS) * cell().bias().shape().size();
    return Work.multiplyAdds(pass.equals("forward") ? products : 3 * products);
  }
}
