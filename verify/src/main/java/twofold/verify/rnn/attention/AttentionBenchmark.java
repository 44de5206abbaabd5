package twofold.verify.rnn.attention;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.AttentionGradient;
import twofold.rnn.attention.Mask;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;
import twofold.verify.check.AttentionRules;

/**
 * Causal self-attention of 12 texts with 4 heads of 32 numbers, as in a small GPT. Forward, with
 * the gradients of queries, keys and values, and, beside the fused kernels, composed of primitives.
 */
@Times({Attention.class, AttentionGradient.class})
public class AttentionBenchmark extends OperationBenchmark {
  private static final int BATCH = 12;
  private static final int HEADS = 4;
  private static final int WIDTH = 32;

  /** Tokens in each text. */
  @Param({"64", "256"})
  public int size;

  @Param({"fused", "composed"})
  public String writing;

  @Param({"forward", "forward+backward"})
  public String pass;

  @Override
  protected Runnable call() {
    Tensor q = uniform(BATCH, size, HEADS * WIDTH);
    Tensor k = uniform(BATCH, size, HEADS * WIDTH);
    Tensor v = uniform(BATCH, size, HEADS * WIDTH);
    return pass.equals("forward") ? () -> y(q, k, v) : () -> backward(y(q, k, v), q, k, v);
  }

  private Tensor y(Tensor q, Tensor k, Tensor v) {
    return writing.equals("fused")
        ? Attention.attention(q, k, v, HEADS, Mask.causal())
        : AttentionRules.attention(List.of(q, k, v), HEADS, Mask.causal());
  }

  /**
   * Each query with the keys up to its own: two products forward, four more backward. Computing the
   * weights again is not counted, it is not asked for.
   */
  @Override
  protected Work work() {
    double pairs = size * (size + 1) / 2.0;
    double products = pass.equals("forward") ? 2 : 6;
    return Work.multiplyAdds(BATCH * HEADS * pairs * WIDTH * products);
  }
}
