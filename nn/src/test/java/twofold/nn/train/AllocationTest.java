package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.architecture.SmallCnn;
import twofold.nn.data.StrokeDigits;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.tensor.Device;
import twofold.tensor.Scope;

/**
 * Training in its steady state: what a step needs is taken from the pool, and goes back to it. The
 * activations and gradients of a step are many MiB; what is left are small objects, the graph's
 * nodes say.
 */
class AllocationTest {
  private static final long MIB = 1 << 20;
  private static final int BATCH = 64;
  private static final int STEPS = 5;

  /**
   * The first steps fill the pool, and until a vector kernel has been compiled each of its vectors
   * is an object. So it is not the first rounds that count but the best one; if steps allocated
   * arrays, every round would show it.
   */
  private static final int ROUNDS = 60;

  private static final Device<?> DEVICE = Device.cpu();

  private static long allocatedByAllThreads() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] bytes = threads.getThreadAllocatedBytes(threads.getAllThreadIds());
    return Arrays.stream(bytes).filter(b -> b > 0).sum(); // −1: a thread that has just ended
  }

  /** The fewest bytes a step allocates, over the rounds. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static long bytesPerStep(Layer model) {
    Fit fit = new Fit(DEVICE, model, Objective.crossEntropy(), new Adam(0.001));
    ImageExamples digits = new ImageExamples(StrokeDigits.draw(BATCH, 1));
    int[] order = digits.inOrder();
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && fewest >= MIB; round++) {
      long before = allocatedByAllThreads();
      for (int step = 0; step < STEPS; step++) {
        try (Scope scope = Scope.open()) {
          Examples.Batch batch = digits.batch(DEVICE, order, 0, BATCH);
          fit.step(batch, Context.training(RandomStreams.of(step)));
        }
      }
      fewest = Math.min(fewest, (allocatedByAllThreads() - before) / STEPS);
    }
    return fewest;
  }

  @Test
  void aMultilayerPerceptron() {
    var random = RandomStreams.of(1);
    Layer model =
        new Sequential(
            new Dense(DEVICE, 784, 512, Initialiser.he(), random),
            Activation.relu(),
            new Dense(DEVICE, 512, 10, Initialiser.glorot(), random));
    assertThat(bytesPerStep(model)).isPositive().isLessThan(MIB);
  }

  @Test
  void aConvolutionalNetwork() {
    assertThat(bytesPerStep(SmallCnn.of(DEVICE, RandomStreams.of(1)))).isPositive().isLessThan(MIB);
  }

  /** The measurement sees what a step allocates on any thread. */
  @Test
  void allocationIsSeen() throws InterruptedException {
    long before = allocatedByAllThreads();
    long[] seen = new long[1];
    Thread thread =
        new Thread(
            () -> {
              double[] numbers = new double[1 << 20];
              numbers[0] = 1;
              seen[0] = allocatedByAllThreads();
            });
    thread.start();
    thread.join();
    assertThat(seen[0] - before).isGreaterThanOrEqualTo(8 * MIB);
  }
}
