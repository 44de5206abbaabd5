package twofold.verify.check;

import static twofold.tensor.Gate.gate;
import static twofold.tensor.Where.where;
import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rule;

import twofold.tensor.Concat;
import twofold.tensor.Gather;
import twofold.tensor.Place;
import twofold.tensor.Scatter;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;
import twofold.tensor.Where;

/**
 * Error rules of slicing, joining and indexing. Nothing is computed: bounds go where numbers go.
 */
final class LayoutRules {
  private LayoutRules() {}

  static void register() {
    rule(Slice.class, (op, y, e, fl) -> new Slice(e.get(0), op.window()).apply());
    rule(
        Place.class,
        (op, y, e, fl) -> new Place(e.get(0), op.window(), fl.storing(op.around())).apply());
    rule(Concat.class, (op, y, e, fl) -> new Concat(e, op.axis()).apply());
    rule(Gather.class, (op, y, e, fl) -> new Gather(e.get(0), op.picks()).apply());

    // sums of as many terms as meet at one place
    rule(
        Scatter.class,
        (op, y, e, fl) -> {
          Tensor passed = new Scatter(e.get(0), op.picks()).apply();
          Tensor terms = new Scatter(abs(op.x()).add(e.get(0)), op.picks()).apply();
          double gamma = fl.gamma(op.picks().mostPicked());
          return passed.add(terms.multiply(gamma)).add(fl.tiny());
        });

    // the other one may be chosen where the error can make the condition 0 or not 0
    rule(
        Where.class,
        (op, y, e, fl) -> {
          Tensor undecided = e.get(0).subtract(abs(op.condition())).add(fl.tiny());
          Tensor distance = abs(op.a().subtract(op.b())).add(e.get(1)).add(e.get(2));
          Tensor chosen = where(op.condition().stopGradient(), e.get(1), e.get(2));
          return chosen.add(gate(e.get(0), gate(undecided, distance)));
        });
  }
}
