package twofold.verify.check;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Transpose.swapAxes;
import static twofold.verify.check.RunningError.ofComposition;
import static twofold.verify.check.RunningError.rule;

import java.util.List;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.AttentionGradient;
import twofold.rnn.attention.Heads;
import twofold.rnn.attention.Mask;
import twofold.tensor.Tensor;

/** Error rules of attention: those of the primitives it is made of, in this order. */
public final class AttentionRules {
  private AttentionRules() {}

  static void register() {
    rule(
        Attention.class,
        (op, y, e, fl) ->
            ofComposition(in -> attention(in, op.heads(), op.mask()), op.inputs(), e, fl));
    rule(
        AttentionGradient.class,
        (op, y, e, fl) ->
            ofComposition(in -> gradient(in, op.heads(), op.mask()), op.inputs(), e, fl));
  }

  /** {@link Attention} of (queries, keys, values) in operations one by one. */
  public static Tensor attention(List<Tensor> in, int heads, Mask mask) {
    Tensor p = Attention.weights(in.get(0), in.get(1), heads, mask);
    return Heads.sideBySide(p.matMul(Heads.apart(in.get(2), heads)));
  }

  /** {@link AttentionGradient} of (queries, keys, values, gradient) in operations one by one. */
  public static Tensor gradient(List<Tensor> in, int heads, Mask mask) {
    Tensor q = Heads.apart(in.get(0), heads);
    Tensor k = Heads.apart(in.get(1), heads);
    Tensor v = Heads.apart(in.get(2), heads);
    Tensor g = Heads.apart(in.get(3), heads);
    Tensor p = Attention.weights(in.get(0), in.get(1), heads, mask);
    Tensor a = g.matMul(swapAxes(v, -2, -1));
    Tensor delta = p.multiply(a).sum(3).reshape(p.dim(0), p.dim(1), p.dim(2), 1);
    Tensor z = p.multiply(a.subtract(delta)).multiply(1 / Math.sqrt(q.dim(3)));
    Tensor ofQueries = Heads.sideBySide(z.matMul(k)).reshape(-1);
    Tensor ofKeys = Heads.sideBySide(swapAxes(z, -2, -1).matMul(q)).reshape(-1);
    Tensor ofValues = Heads.sideBySide(swapAxes(p, -2, -1).matMul(g)).reshape(-1);
    return concat(List.of(ofQueries, ofKeys, ofValues), 0);
  }
}
