package twofold.verify.check;

import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;
import static twofold.verify.check.RunningError.ofComposition;
import static twofold.verify.check.RunningError.rule;

import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Error rules of the normalisations: those of the primitives they are made of, in this order. */
final class NormalisationRules {
  private NormalisationRules() {}

  static void register() {
    rule(
        Normalise.class,
        (op, y, e, fl) ->
            ofComposition(
                in -> {
                  Row row = new Row(in.get(0), op.rows(), op.epsilon());
                  Tensor gain = perNumber(in.get(1), op.rows(), y.size());
                  Tensor shift = perNumber(in.get(2), op.rows(), y.size());
                  Tensor standard = row.centred.multiply(row.rho).reshape(-1);
                  return standard.multiply(gain).add(shift).reshape(y.shape());
                },
                op.inputs(),
                e,
                fl));
    rule(
        NormaliseGradient.class,
        (op, y, e, fl) ->
            ofComposition(
                in -> {
                  Row row = new Row(in.get(0), op.rows(), op.epsilon());
                  Tensor h = op.rows().view(in.get(1));
                  Tensor b = row.mean(h.multiply(row.centred)).multiply(row.rho);
                  Tensor away = row.centred.multiply(row.rho).multiply(b);
                  Tensor rest = h.subtract(row.mean(h)).subtract(away);
                  return rest.multiply(row.rho).reshape(y.shape());
                },
                op.inputs(),
                e,
                fl));
  }

  /** x − μ and ρ of each row, broadcasting with the view (outer, rows, inner). */
  private static final class Row {
    private final int rows;
    private final Tensor centred;
    private final Tensor rho;

    Row(Tensor x, Normalise.Rows s, double epsilon) {
      rows = s.rows();
      Tensor view = s.view(x);
      centred = view.subtract(mean(view));
      Tensor v = mean(square(centred));
      rho = x.device().scalar(1).divide(sqrt(v.add(epsilon)));
    }

    Tensor mean(Tensor view) {
      return view.mean(0, 2).reshape(1, rows, 1);
    }
  }

  /** The number of its channel for each number of x. */
  private static Tensor perNumber(Tensor perChannel, Normalise.Rows s, int size) {
    int inside = Math.max(1, s.channels() * s.space());
    return perChannel
        .reshape(1, s.channels(), 1)
        .broadcastTo(new Shape(size / inside, s.channels(), s.space()))
        .reshape(-1);
  }
}
