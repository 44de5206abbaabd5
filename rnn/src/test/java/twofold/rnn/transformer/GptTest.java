package twofold.rnn.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.optim.Adam;
import twofold.nn.save.Names;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Examples of {@code Gpt}. */
class GptTest {
  private static final int TIME = 8;
  private static final int TOKENS = 4;

  /**
   * Texts that repeat themselves after three tokens, whichever they are: what comes next is what
   * stood two places before. Nobody can say that from one token; it takes a look back.
   */
  @Test
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  void learnsToLookBack() {
    Device<?> device = Device.cpu();
    var random = RandomStreams.of(3);
    Gpt model = Gpt.of(device, new Gpt.Options(TOKENS, TIME, 16, 2, 2), random);
    Fit fit =
        new Fit(device, model, Objective.mean(SequenceCrossEntropy::perToken), new Adam(0.01));
    Context context = Context.training(random);
    int batch = 32;
    double right = 0;
    for (int step = 0; step < 300; step++) {
      double[] x = new double[batch * TIME];
      double[] next = new double[batch * TIME];
      for (int b = 0; b < batch; b++) {
        int[] motif = random.ints(3, 0, TOKENS).toArray();
        for (int t = 0; t < TIME; t++) {
          x[b * TIME + t] = motif[t % 3];
          next[b * TIME + t] = motif[(t + 1) % 3];
        }
      }
      try (Scope scope = Scope.open()) {
        Shape shape = new Shape(batch, TIME);
        Tensor inputs = device.tensor(shape, x);
        Fit.Step done = fit.step(new Examples.Batch(inputs, device.tensor(shape, next)), context);
        right = shareRight(done.predictions().get(0).toArray(), next);
      }
    }
    assertThat(right).isEqualTo(1);
  }

  /** Among the places where it can be known: from the third on. */
  private static double shareRight(double[] logits, double[] next) {
    int right = 0;
    int all = 0;
    for (int n = 0; n < next.length; n++) {
      if (n % TIME >= 2) {
        int best = 0;
        for (int c = 1; c < TOKENS; c++) {
          best = logits[n * TOKENS + c] > logits[n * TOKENS + best] ? c : best;
        }
        right += best == (int) next[n] ? 1 : 0;
        all++;
      }
    }
    return (double) right / all;
  }

  /** In a file every number has a name that says where it belongs. */
  @Test
  void parametersHaveNames() {
    Gpt.Options options = new Gpt.Options(TOKENS, TIME, 4, 2, 1);
    Gpt model = Gpt.of(Device.reference(), options, RandomStreams.of(1));
    assertThat(Names.parameters(model).keySet())
        .containsExactly(
            "0.table",
            "1.places",
            "2.0.gain",
            "2.0.shift",
            "2.1.0.weights",
            "2.1.0.bias",
            "2.1.1.weights",
            "2.1.1.bias",
            "2.1.2.weights",
            "2.1.2.bias",
            "2.1.3.weights",
            "2.1.3.bias",
            "2.2.gain",
            "2.2.shift",
            "2.3.0.0.weights",
            "2.3.0.0.bias",
            "2.3.0.2.weights",
            "2.3.0.2.bias",
            "3.gain",
            "3.shift",
            "4.weights",
            "4.bias");
  }
}
