package twofold.gpu.rnn.cell;

import twofold.gpu.GpuKernel;
import twofold.rnn.cell.Extent;
import twofold.rnn.cell.LstmSequence;

/**
 * {@link LstmSequence}, one work item for each sequence: it takes its sequence through all of time
 * and waits for no other.
 */
final class LstmSequenceGpu extends GpuKernel implements LstmSequence.Kernel<float[]> {
  int batch;
  int steps;
  int units;
  float[] p;
  float[] u;
  float[] bias;
  float[] h0;
  float[] c0;
  float[] gates;
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

  /** Unit j of one step. */
  private void step(int b, int t, int now, int j) {
    int columns = 4 * units;
    int size = batch * steps * units;
    float ai = 0;
    float af = 0;
    float ao = 0;
    float ag = 0;
    for (int k = 0; k < units; k++) {
      float h = t == 0 ? h0[b * units + k] : states[now - units + k];
      int row = k * columns + j;
      ai += h * u[row];
      af += h * u[row + units];
      ao += h * u[row + 2 * units];
      ag += h * u[row + 3 * units];
    }
    int at = 4 * now + j;
    float i = sigmoid(p[at] + ai + bias[j]);
    float f = sigmoid(p[at + units] + af + bias[units + j]);
    float o = sigmoid(p[at + 2 * units] + ao + bias[2 * units + j]);
    float g = tanh(p[at + 3 * units] + ag + bias[3 * units + j]);
    float before = t == 0 ? c0[b * units + j] : states[size + now - units + j];
    float c = f * before + i * g;
    states[now + j] = o * tanh(c);
    states[size + now + j] = c;
    gates[at] = i;
    gates[at + units] = f;
    gates[at + 2 * units] = o;
    gates[at + 3 * units] = g;
  }

  private float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  @Override
  public synchronized void run(
      float[] projected,
      float[] stateWeights,
      float[] shift,
      float[] startH,
      float[] startC,
      float[] gatesTo,
      float[] to,
      Extent s) {
    batch = s.batch();
    steps = s.steps();
    units = s.units();
    p = projected;
    u = stateWeights;
    bias = shift;
    h0 = startH;
    c0 = startC;
    gates = gatesTo;
    states = to;
    launch(batch);
  }
}
