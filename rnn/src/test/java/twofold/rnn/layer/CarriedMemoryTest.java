package twofold.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.rnn.cell.LstmCell;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parallel;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Truncated backpropagation through time needs the memory of one window, however long the text is:
 * what a window takes from the pool goes back to it, and the next window takes it again.
 */
class CarriedMemoryTest {
  private static final int BATCH = 16;
  private static final int STEPS = 32;
  private static final int UNITS = 64;
  private static final Device<?> DEVICE = Device.cpu();

  /** Until kernels have been compiled their vectors are objects: the best of some rounds counts. */
  private static final int ROUNDS = 60;

  private static final int WINDOWS = 20;

  /** A quarter of a MiB for each window, for the nodes of the graph and rows in work. */
  private static final long FEW = WINDOWS * (1L << 18);

  @Test
  void aLongTextNeedsTheMemoryOfOneWindow() {
    int threads = Parallel.threads();
    Parallel.setThreads(1); // all of it on this thread, where it can be counted
    try {
      Carried layer = new Carried(new LstmCell(DEVICE, 8, UNITS, RandomStreams.of(1)), BATCH);
      long first = allocatedBy(layer, 1);
      // The states alone, h and c of every step.
      assertThat(first).isGreaterThan(2L * BATCH * STEPS * UNITS * Float.BYTES);
      long fewest = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && fewest >= FEW; round++) {
        fewest = Math.min(fewest, allocatedBy(layer, WINDOWS));
      }
      assertThat(fewest).as("bytes of %d windows together", WINDOWS).isLessThan(FEW);
    } finally {
      Parallel.setThreads(threads);
    }
  }

  /** Bytes that learning from so many windows allocates. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static long allocatedBy(Carried layer, int windows) {
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] numbers = RandomStreams.of(2).doubles(BATCH * STEPS * 8, -1, 1).toArray();
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int window = 0; window < windows; window++) {
      try (Scope scope = Scope.open()) {
        Tensor x = DEVICE.tensor(new Shape(BATCH, STEPS, 8), numbers);
        Tensor y = layer.forward(x, Context.training(RandomStreams.of(3)));
        Tensor loss = y.multiply(y).mean();
        Gradients.of(loss, layer.parameters().stream().map(Parameter::value).toList());
      }
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }
}
