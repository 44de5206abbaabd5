package twofold.verify.check;

import static twofold.verify.check.RunningError.abs;
import static twofold.verify.check.RunningError.rule;

import java.util.ArrayList;
import java.util.List;
import twofold.tensor.MaxPool2d;
import twofold.tensor.MaxPool2dGradient;
import twofold.tensor.Tensor;

/**
 * Error rules of max pooling. Where two elements of a window are so close that their errors can
 * decide which is the larger one, either may be chosen.
 */
final class PoolingRules {
  private PoolingRules() {}

  static void register() {
    rule(
        MaxPool2d.class,
        (op, y, e, fl) -> {
          double[] u = op.u().toArray();
          double[] own = e.get(1).toArray();
          double[] bound = new double[y.size()];
          List<List<Integer>> windows = eligible(op.x(), e.get(0), op.geometry());
          for (int t = 0; t < bound.length; t++) {
            int first = windows.get(t).get(0);
            bound[t] = own[first];
            for (int place : windows.get(t)) {
              double other = place == first ? 0 : Math.abs(u[place] - u[first]);
              bound[t] = Math.max(bound[t], other + own[place]);
            }
          }
          return y.device().tensor(y.shape(), bound);
        });
    rule(
        MaxPool2dGradient.class,
        (op, y, e, fl) -> {
          double[] g = op.g().toArray();
          double[] own = e.get(1).toArray();
          double[] bound = new double[y.size()];
          List<List<Integer>> windows = eligible(op.x(), e.get(0), op.geometry());
          for (int t = 0; t < g.length; t++) {
            boolean isDecided = windows.get(t).size() == 1;
            for (int place : windows.get(t)) {
              bound[place] += isDecided ? own[t] : Math.abs(g[t]) + own[t];
            }
          }
          var s = op.geometry();
          int rows = (s.rows().kernel() - 1) / s.rows().stride() + 1;
          int columns = (s.columns().kernel() - 1) / s.columns().stride() + 1;
          Tensor met = abs(op.g()).add(e.get(1)); // what may meet at one place, and its sum
          Tensor terms = new MaxPool2dGradient(op.x(), met, s).apply();
          Tensor passed = y.device().tensor(y.shape(), bound);
          double gamma = fl.gamma(rows * columns - 1);
          return passed.add(terms.add(passed).multiply(gamma)).add(fl.tiny());
        });
  }

  /** For each window the place of its first largest element, and of all that it may be instead. */
  private static List<List<Integer>> eligible(Tensor xs, Tensor es, MaxPool2d.Geometry s) {
    double[] x = xs.toArray();
    double[] e = es.toArray();
    List<List<Integer>> all = new ArrayList<>();
    for (int plane = 0; plane < s.planes(); plane++) {
      for (int r = 0; r < s.rows().steps(); r++) {
        for (int c = 0; c < s.columns().steps(); c++) {
          all.add(eligible(x, e, seen(s, plane, r, c)));
        }
      }
    }
    return all;
  }

  private static List<Integer> seen(MaxPool2d.Geometry s, int plane, int r, int c) {
    List<Integer> places = new ArrayList<>();
    for (int m = 0; m < s.rows().kernel(); m++) {
      for (int n = 0; n < s.columns().kernel(); n++) {
        int i = s.rows().at(r, m);
        int j = s.columns().at(c, n);
        if (s.rows().holds(i) && s.columns().holds(j)) {
          places.add((plane * s.rows().extent() + i) * s.columns().extent() + j);
        }
      }
    }
    return places;
  }

  private static List<Integer> eligible(double[] x, double[] e, List<Integer> places) {
    int best = places.get(0);
    for (int place : places) {
      if (x[place] > x[best] || x[place] != x[place] && x[best] == x[best]) {
        best = place;
      }
    }
    List<Integer> eligible = new ArrayList<>(List.of(best));
    for (int place : places) {
      boolean isUncertain = e[place] + e[best] > 0;
      if (place != best && isUncertain && x[place] + e[place] >= x[best] - e[best]) {
        eligible.add(place);
      }
    }
    return eligible;
  }
}
