package twofold.gpu.rnn.cell;

import twofold.gpu.GpuKernel;
import twofold.rnn.cell.Extent;
import twofold.rnn.cell.LstmSequenceGradient;

/** {@link LstmSequenceGradient}, one work item for each sequence, from its end to its start. */
final class LstmSequenceGradientGpu extends GpuKernel
    implements LstmSequenceGradient.Kernel<float[]> {
  int batch;
  int steps;
  int units;
  float[] u;
  float[] c0;
  float[] gates;
  float[] states;
  float[] gradient;
  float[] result;

  @Override
  public void run() {
    int b = getGlobalId();
    if (b < batch) {
      int memories = 4 * batch * steps * units + b * units;
      for (int j = 0; j < units; j++) {
        result[memories + j] = 0;
      }
      for (int back = 0; back < steps; back++) {
        int t = steps - 1 - back;
        int now = (b * steps + t) * units;
        for (int j = 0; j < units; j++) {
          step(b, t, now, j, memories + j);
        }
      }
    }
  }

  /** Unit j of one step; c̄ of the step after stands at {@code memory}. */
  private void step(int b, int t, int now, int j, int memory) {
    int columns = 4 * units;
    int size = batch * steps * units;
    float fromNext = 0;
    if (t < steps - 1) {
      int next = 4 * (now + units);
      for (int k = 0; k < columns; k++) {
        fromNext += result[next + k] * u[j * columns + k];
      }
    }
    int at = 4 * now + j;
    float i = gates[at];
    float f = gates[at + units];
    float o = gates[at + 2 * units];
    float g = gates[at + 3 * units];
    float y = tanh(states[size + now + j]);
    float before = t == 0 ? c0[b * units + j] : states[size + now - units + j];
    float h = gradient[now + j] + fromNext;
    float ho = h * o;
    float c = gradient[size + now + j] + (ho - ho * y * y) + result[memory];
    float ci = c * i;
    result[at] = c * g * (i - i * i);
    result[at + units] = c * before * (f - f * f);
    result[at + 2 * units] = h * y * (o - o * o);
    result[at + 3 * units] = ci - ci * g * g;
    result[memory] = c * f;
  }

  @Override
  public synchronized void back(
      float[] stateWeights,
      float[] startC,
      float[] known,
      float[] reached,
      float[] given,
      float[] to,
      Extent s) {
    batch = s.batch();
    steps = s.steps();
    units = s.units();
    u = stateWeights;
    c0 = startC;
    gates = known;
    states = reached;
    gradient = given;
    result = to;
    launch(batch);
  }
}
