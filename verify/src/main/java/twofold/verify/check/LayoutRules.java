package twofold.verify.check;

import static twofold.verify.check.RunningError.rule;

import twofold.tensor.Place;
import twofold.tensor.Slice;

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
  }
}
