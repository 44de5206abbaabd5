package twofold.gpu.rnn.cell;

import twofold.gpu.GpuKernel;
import twofold.rnn.cell.Extent;

/**
 * What the twins of the fused operations share: one work item for each sequence, which takes it
 * through all of time and waits for no other.
 */
abstract class FusedSequenceGpu extends GpuKernel {
  int batch;
  int steps;
  int units;
  float[] p;
  float[] u;
  float[] bias;
  float[] h0;
  float[] states;

  @Override
  public void run() {
    int b = getGlobalId();
    if (b < batch) {
      for (int t = 0; t < steps; t++) {
        int now = (b * steps + t) * units;
        for (int j = 0; j < units; j++) {
          step(b, t, now, j);
        }
      }
    }
  }

  /**
   * Unit j of step t of sequence b.
   *
   * @param now where the step's units begin in a part of the states
   */
  abstract void step(int b, int t, int now, int j);

  /** One column of hₜ₋₁·U. */
  float fromState(int b, int t, int now, int columns, int column) {
    float sum = 0;
    for (int k = 0; k < units; k++) {
      float h = t == 0 ? h0[b * units + k] : states[now - units + k];
      sum += h * u[k * columns + column];
    }
    return sum;
  }

  float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  final void launch(
      float[] projected, float[] stateWeights, float[] shift, float[] start, float[] to, Extent s) {
    batch = s.batch();
    steps = s.steps();
    units = s.units();
    p = projected;
    u = stateWeights;
    bias = shift;
    h0 = start;
    states = to;
    launch(batch);
  }
}
