package twofold.verify.nn;

import java.util.List;
import twofold.nn.optim.AdaDelta;
import twofold.nn.optim.AdaGrad;
import twofold.nn.optim.Adam;
import twofold.nn.optim.AdamW;
import twofold.nn.optim.AveragedWeights;
import twofold.nn.optim.ClippedGradients;
import twofold.nn.optim.MaxNorm;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Nadam;
import twofold.nn.optim.Nesterov;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.RmsProp;
import twofold.nn.optim.Sgd;
import twofold.nn.schedule.Constant;
import twofold.nn.schedule.Cosine;
import twofold.nn.schedule.Exponential;
import twofold.nn.schedule.OneCycle;
import twofold.nn.schedule.Piecewise;
import twofold.nn.schedule.Plateau;
import twofold.nn.schedule.Power;
import twofold.nn.schedule.Restarts;
import twofold.nn.schedule.Schedule;
import twofold.nn.schedule.WarmUp;
import twofold.verify.tensor.Draw;

/** Random optimisers of every kind, with any schedule, with any options, with anything around. */
record AnyOptimiser(Draw draw) {

  Optimiser optimiser() {
    Optimiser optimiser = rule();
    for (int around = draw.from(0, 2); around > 0; around--) {
      optimiser =
          switch (draw.from(0, 4)) {
            case 0 -> ClippedGradients.byValue(fraction(), optimiser);
            case 1 -> ClippedGradients.byNorm(fraction(), optimiser);
            case 2 -> ClippedGradients.byGlobalNorm(fraction(), optimiser);
            case 3 ->
                draw.chance(0.5)
                    ? new MaxNorm(1 + fraction(), optimiser)
                    : new MaxNorm(1 + fraction(), optimiser, -1);
            default -> new AveragedWeights(fraction(), optimiser);
          };
    }
    return optimiser;
  }

  private Optimiser rule() {
    Schedule rate = schedule(2);
    return switch (draw.from(0, 8)) {
      case 0 -> new Sgd(new Sgd.Options(rate));
      case 1 -> new Momentum(new Momentum.Options(rate, fraction()));
      case 2 -> new Nesterov(new Nesterov.Options(rate, fraction()));
      case 3 -> new AdaGrad(new AdaGrad.Options(rate, fraction()));
      case 4 -> new RmsProp(new RmsProp.Options(rate, fraction(), fraction()));
      case 5 -> new AdaDelta(new AdaDelta.Options(rate, fraction(), fraction()));
      case 6 -> new Adam(adam(rate));
      case 7 -> new AdamW(new AdamW.Options(adam(rate), fraction()));
      default -> new Nadam(adam(rate));
    };
  }

  private Adam.Options adam(Schedule rate) {
    return new Adam.Options(rate, fraction(), fraction(), fraction());
  }

  private Schedule schedule(int depth) {
    double high = 0.01 * fraction();
    double low = high * fraction();
    return switch (draw.from(0, depth == 0 ? 6 : 8)) {
      case 0 -> new Constant(high);
      case 1 -> new Cosine(high, low, steps());
      case 2 -> new Exponential(high, fraction(), steps());
      case 3 -> new OneCycle(low, high, low * fraction(), steps(), steps());
      case 4 -> new Piecewise(List.of(2L, 2 + steps()), List.of(high, low, high));
      case 5 -> new Power(high, fraction(), steps());
      case 6 ->
          new Plateau(
              new Plateau.Options(high, fraction(), draw.from(0, 1), fraction(), low * fraction()));
      case 7 -> new WarmUp(steps(), schedule(depth - 1));
      default -> new Restarts(schedule(depth - 1), steps());
    };
  }

  private long steps() {
    return draw.from(1, 4);
  }

  private double fraction() {
    return draw.random().nextDouble(0.01, 0.9);
  }
}
