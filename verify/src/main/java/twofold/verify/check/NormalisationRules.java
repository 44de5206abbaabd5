package twofold.verify.check;

import static twofold.tensor.Concat.stack;
import static twofold.tensor.Sqrt.sqrt;
import static twofold.tensor.Square.square;
import static twofold.verify.check.RunningError.ofComposition;
import static twofold.verify.check.RunningError.rule;

import java.util.List;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.NormaliseGradient;
import twofold.nn.layer.NormaliseParameterGradient;
import twofold.nn.layer.RowMoments;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Error rules of the normalisations: those of the primitives they are made of, in this order. The
 * moments are among them: however they were handed on, they were computed from x.
 */
final class NormalisationRules {
  private NormalisationRules() {}

  static void register() {
    rule(
        RowMoments.class,
        (op, y, e, fl) ->
            ofComposition(
                in -> {
                  Row row = new Row(in.get(0), op.rows());
                  return stack(List.of(row.mean, row.variance), 0).reshape(y.shape());
                },
                op.inputs(),
                e,
                fl));
    rule(
        Normalise.class,
        (op, y, e, fl) ->
            ofComposition(
                in -> {
                  Tensor standard = new Row(in.get(0), op.rows()).standard(op.epsilon());
                  Tensor gain = perNumber(in.get(1), op.rows());
                  Tensor shift = perNumber(in.get(2), op.rows());
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
                  Row row = new Row(in.get(0), op.rows());
                  Tensor h = perNumber(in.get(1), op.rows()).multiply(op.rows().view(in.get(2)));
                  Tensor rho = row.rho(op.epsilon());
                  Tensor b = row.mean(h.multiply(row.centred)).multiply(rho);
                  Tensor away = row.centred.multiply(rho).multiply(b);
                  Tensor rest = h.subtract(row.mean(h)).subtract(away);
                  return rest.multiply(rho).reshape(y.shape());
                },
                op.inputs(),
                e,
                fl));
    rule(
        NormaliseParameterGradient.class,
        (op, y, e, fl) ->
            ofComposition(
                in -> {
                  Tensor standard = new Row(in.get(0), op.rows()).standard(op.epsilon());
                  Tensor g = op.rows().view(in.get(1));
                  Tensor ofGain = perChannel(g.multiply(standard), op.rows());
                  return stack(List.of(ofGain, perChannel(g, op.rows())), 0);
                },
                op.inputs(),
                e,
                fl));
  }

  /** Mean and variance of each row, and x − μ; all broadcasting with the view. */
  private static final class Row {
    private final int rows;
    private final Tensor mean;
    private final Tensor centred;
    private final Tensor variance;

    Row(Tensor x, Normalise.Rows s) {
      rows = s.rows();
      Tensor view = s.view(x);
      mean = mean(view);
      centred = view.subtract(mean);
      variance = mean(square(centred));
    }

    Tensor rho(double epsilon) {
      return variance.device().scalar(1).divide(sqrt(variance.add(epsilon)));
    }

    /** x̂. */
    Tensor standard(double epsilon) {
      return centred.multiply(rho(epsilon));
    }

    Tensor mean(Tensor view) {
      return view.mean(0, 2).reshape(1, rows, 1);
    }
  }

  /** The number of its channel for each number of a view. */
  private static Tensor perNumber(Tensor perChannel, Normalise.Rows s) {
    int inside = Math.max(1, s.channels() * s.space());
    return s.view(
        perChannel
            .reshape(1, s.channels(), 1)
            .broadcastTo(new Shape(s.size() / inside, s.channels(), s.space())));
  }

  /** The sum over each channel of a view. */
  private static Tensor perChannel(Tensor view, Normalise.Rows s) {
    return view.reshape(-1, s.channels(), s.space()).sum(0, 2);
  }
}
