package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

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
  private static long bytesPerStep(Fit fit) {
    ImageExamples digits = new ImageExamples(StrokeDigits.draw(BATCH, 1));
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && fewest >= MIB; round++) {
      fewest = Math.min(fewest, allocatedBy(fit, digits, STEPS) / STEPS);
    }
    return fewest;
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static long allocatedBy(Fit fit, ImageExamples digits, int steps) {
    long before = allocatedByAllThreads();
    for (int step = 0; step < steps; step++) {
      try (Scope scope = Scope.open()) {
        Examples.Batch batch = digits.batch(DEVICE, digits.inOrder(), 0, digits.count());
        fit.step(batch, Context.training(RandomStreams.of(step)));
      }
    }
    return allocatedByAllThreads() - before;
  }

  private static Fit fit(Layer model) {
    return new Fit(DEVICE, model, Objective.crossEntropy(), new Adam(0.001));
  }

  @Test
  void aMultilayerPerceptron() {
    var random = RandomStreams.of(1);
    Layer model =
        new Sequential(
            new Dense(DEVICE, 784, 512, Initialiser.he(), random),
            Activation.relu(),
            new Dense(DEVICE, 512, 10, Initialiser.glorot(), random));
    assertThat(bytesPerStep(fit(model))).isPositive().isLessThan(MIB);
  }

  @Test
  void aConvolutionalNetwork() {
    Fit fit = fit(SmallCnn.of(DEVICE, RandomStreams.of(1)));
    assertThat(bytesPerStep(fit)).isPositive().isLessThan(MIB);
  }

  /**
   * The pool keeps storage by length, and the lengths that depend on the batch are others for every
   * size of it. So what the first step of another size allocates is what that size needs: a number
   * of bytes for each example.
   */
  @Test
  void memoryGrowsLinearlyWithTheBatch() {
    Fit fit = fit(SmallCnn.of(DEVICE, RandomStreams.of(1)));
    bytesPerStep(fit);
    double one = bytesOfFirstStep(fit, 40) / 40;
    // What the way back needs at least: the first two convolutions, and their ReLUs.
    assertThat(one).isGreaterThan(4 * 2 * (32 * 26 * 26 + 64 * 11 * 11));
    for (int batch : new int[] {100, 260}) {
      double each = bytesOfFirstStep(fit, batch) / batch;
      assertThat(each).isCloseTo(one, withinPercentage(10)); // buffers of a thread may grow, too
    }
  }

  private static double bytesOfFirstStep(Fit fit, int batch) {
    return allocatedBy(fit, new ImageExamples(StrokeDigits.draw(batch, 1)), 1);
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
