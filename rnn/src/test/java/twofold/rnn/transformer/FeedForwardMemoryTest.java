package twofold.rnn.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parallel;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * In its steady state the layer allocates next to nothing: storage comes from the pool and goes
 * back to it, and no vector of GELU, forward or back, becomes an object.
 */
class FeedForwardMemoryTest {
  private static final int BATCH = 8;
  private static final int STEPS = 32;
  private static final int WIDTH = 64;
  private static final Device<?> DEVICE = Device.cpu();

  /** Until kernels have been compiled their vectors are objects: the best of some rounds counts. */
  private static final int ROUNDS = 60;

  private static final int CALLS = 20;

  /**
   * An eighth of a MiB for each call, for the nodes of the graph. GELU alone computes 8192 vectors
   * of 8 there and back: as objects, of 64 bytes with their array, one of each would be half a MiB.
   */
  private static final long FEW = CALLS * (1L << 17);

  @Test
  void noVectorBecomesAnObject() {
    int threads = Parallel.threads();
    Parallel.setThreads(1); // all of it on this thread, where it can be counted
    try {
      Layer layer =
          FeedForward.of(
              DEVICE, WIDTH, Initialiser.glorot(), Initialiser.glorot(), RandomStreams.of(1));
      // What is kept for the way back: the layer inside, before and after GELU.
      long inside = 2L * BATCH * STEPS * 4 * WIDTH * Float.BYTES;
      assertThat(allocatedBy(layer, 1)).isGreaterThan(inside);
      long fewest = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && fewest >= FEW; round++) {
        fewest = Math.min(fewest, allocatedBy(layer, CALLS));
      }
      assertThat(fewest).as("bytes of %d calls together", CALLS).isLessThan(FEW);
    } finally {
      Parallel.setThreads(threads);
    }
  }

  /** Bytes that so many calls, there and back, allocate. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static long allocatedBy(Layer layer, int calls) {
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    float[] numbers = new float[BATCH * STEPS * WIDTH];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i % 13 - 6; // GELU at places on both sides of 0
    }
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int call = 0; call < calls; call++) {
      try (Scope scope = Scope.open()) {
        Tensor x = DEVICE.tensor(new Shape(BATCH, STEPS, WIDTH), numbers);
        Tensor y = layer.forward(x, Context.training(RandomStreams.of(3)));
        Tensor loss = y.multiply(y).mean();
        Gradients.of(loss, layer.parameters().stream().map(Parameter::value).toList());
      }
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }
}
