package twofold.verify.nn;

import java.util.List;
import java.util.function.Function;
import twofold.nn.optim.AdaDelta;
import twofold.nn.optim.AdaGrad;
import twofold.nn.optim.Adam;
import twofold.nn.optim.AdamW;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Nadam;
import twofold.nn.optim.Nesterov;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.RmsProp;
import twofold.nn.optim.Sgd;
import twofold.nn.schedule.Schedule;

/**
 * A rule, made for a schedule.
 *
 * @param name for people
 * @param rate one that suits a quadratic with eigenvalues up to 1
 * @param make a fresh optimiser
 */
record Rules(String name, double rate, Function<Schedule, Optimiser> make) {

  static final List<Rules> ALL =
      List.of(
          new Rules("Sgd", 0.5, rate -> new Sgd(new Sgd.Options(rate))),
          new Rules("Momentum", 0.1, rate -> new Momentum(new Momentum.Options().withRate(rate))),
          new Rules("Nesterov", 0.1, rate -> new Nesterov(new Nesterov.Options().withRate(rate))),
          new Rules("AdaGrad", 0.5, rate -> new AdaGrad(new AdaGrad.Options().withRate(rate))),
          new Rules("RmsProp", 0.01, rate -> new RmsProp(new RmsProp.Options().withRate(rate))),
          new Rules("AdaDelta", 1, rate -> new AdaDelta(new AdaDelta.Options().withRate(rate))),
          new Rules("Adam", 0.03, rate -> new Adam(new Adam.Options().withRate(rate))),
          new Rules("AdamW", 0.03, rate -> new AdamW(new AdamW.Options().withRate(rate))),
          new Rules("Nadam", 0.03, rate -> new Nadam(new Adam.Options().withRate(rate))));

  Optimiser at(double constant) {
    return make.apply(Schedule.constant(constant));
  }

  @Override
  public String toString() {
    return name;
  }
}
