package twofold.gpu.rnn.cell;

import twofold.gpu.GpuKernel;
import twofold.rnn.cell.Extent;

/**
 * What the twins of the gradients of fused operations share: one work item for each sequence, from
 * its end to its start.
 */
abstract class FusedGradientGpu extends GpuKernel {
  int batch;
  int steps;
  int units;

  /** How many columns U has. */
  int columns;

  /** Where in the result the steps write what they say about hₜ₋₁·U. */
  int products;

  /** Where in the result stands what a step says about its hₜ₋₁, and in the end h̄₀. */
  int start;

  float[] u;
  float[] states;
  float[] gradient;
  float[] result;

  @Override
  public void run() {
    int b = getGlobalId();
    if (b < batch) {
      int passed = start + b * units;
      for (int j = 0; j < units; j++) {
        result[passed + j] = 0;
      }
      for (int back = 0; back < steps; back++) {
        int t = steps - 1 - back;
        int now = (b * steps + t) * units;
        for (int j = 0; j < units; j++) {
          step(b, t, now, j, passed + j);
        }
        passBack(products + (b * steps + t) * columns, passed);
      }
    }
  }

  /**
   * Unit j of step t of sequence b.
   *
   * @param now where the step's units begin in a part of the states
   * @param passed where in the result stands what the step after says about h; what this step says
   *     directly about the h before takes its place
   */
  abstract void step(int b, int t, int now, int j, int passed);

  /** What the step says through the product with U. */
  void passBack(int from, int passed) {
    for (int j = 0; j < units; j++) {
      float sum = 0;
      for (int k = 0; k < columns; k++) {
        sum += result[from + k] * u[j * columns + k];
      }
      result[passed + j] += sum;
    }
  }

  final void launch(
      float[] stateWeights,
      float[] reached,
      float[] given,
      float[] to,
      int gateCount,
      int productsAt,
      int startAt,
      Extent s) {
    batch = s.batch();
    steps = s.steps();
    units = s.units();
    columns = gateCount * units;
    products = productsAt;
    start = startAt;
    u = stateWeights;
    states = reached;
    gradient = given;
    result = to;
    launch(batch);
  }
}
