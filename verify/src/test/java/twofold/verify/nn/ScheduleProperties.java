package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
import twofold.tensor.Device;
import twofold.verify.tensor.Draw;

/** Theorems about every {@code Schedule}. */
class ScheduleProperties {
  /** Some roundings of numbers of the size of 1. */
  private static final double SOME = 8 * 0x1p-53;

  @Example
  void piecewiseChangesAtItsBoundaries() {
    Schedule schedule = new Piecewise(List.of(3L, 5L), List.of(1.0, 0.1, 0.01));
    double[] rates = {1, 1, 1, 0.1, 0.1, 0.01, 0.01};
    for (int t = 0; t < rates.length; t++) {
      assertThat(schedule.at(t)).as("step %d", t).isEqualTo(rates[t]);
    }
    assertThat(schedule.at(Long.MAX_VALUE)).isEqualTo(0.01);
    assertThat(new Piecewise(List.of(), List.of(0.5)).at(7)).isEqualTo(0.5);
    assertThat(new Constant(0.5).at(7)).isEqualTo(0.5);
  }

  /** Halves every ten steps: 1, ½, ¼; between them √½ after five. */
  @Example
  void exponentialFallsByItsFactor() {
    Schedule schedule = new Exponential(1, 0.5, 10);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(10)).isEqualTo(0.5);
    assertThat(schedule.at(20)).isEqualTo(0.25);
    assertThat(schedule.at(5)).isCloseTo(Math.sqrt(0.5), within(SOME));
    double sum = 0;
    for (int t = 0; t < 2000; t++) {
      sum += schedule.at(t);
    }
    // 2000 additions; what is left out of the sum is 2⁻²⁰⁰ of it
    assertThat(sum).isCloseTo(1 / (1 - Math.pow(0.5, 0.1)), within(2000 * 16 * 0x1p-53));
  }

  /** c = 1: half after s steps, a third after 2s; c = ½: half after 3s. */
  @Example
  void powerFallsLikeAPowerOfTime() {
    Schedule schedule = new Power(1, 1, 10);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(10)).isEqualTo(0.5);
    assertThat(schedule.at(20)).isCloseTo(1 / 3.0, within(SOME));
    assertThat(new Power(1, 0.5, 10).at(30)).isCloseTo(0.5, within(SOME));
    assertThat(new Power(1, 0, 10).at(30)).isEqualTo(1);
  }

  /** ½·high·(cos(π·mod(t − 1, P)/P) + 1) for t = 1, 2, …: as Huang et al. count steps. */
  @Property(tries = 50)
  void restartsBeginAgain(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int period = draw.from(1, 20);
    Schedule schedule = new Restarts(new Cosine(0.1, period), period);
    for (int t = 1; t <= 3 * period; t++) {
      double published = 0.1 / 2 * (Math.cos(Math.PI * ((t - 1) % period) / period) + 1);
      assertThat(schedule.at(t - 1)).isCloseTo(published, within(SOME));
    }
    assertThat(schedule.at(7L * period)).isEqualTo(0.1);
  }

  /** Both ends; the middle is the mean of them; a quarter above it as far as another below. */
  @Example
  void cosineGoesFromHighToLow() {
    Schedule schedule = new Cosine(1, 0.25, 8);
    assertThat(schedule.at(0)).isEqualTo(1);
    assertThat(schedule.at(4)).isCloseTo(0.625, within(SOME));
    assertThat(schedule.at(2)).isCloseTo(0.625 + 0.375 * Math.sqrt(0.5), within(SOME));
    assertThat(schedule.at(2) + schedule.at(6)).isCloseTo(1.25, within(SOME));
    assertThat(schedule.at(8)).isEqualTo(0.25);
    assertThat(schedule.at(9)).isEqualTo(0.25);
    assertThat(new Cosine(1, 8).at(8)).isZero();
  }

  /** Feet, peak and tail, and straight lines between them. */
  @Example
  void oneCycleGoesUpAndDown() {
    Schedule schedule = new OneCycle(0.25, 1, 0, 4, 2);
    double[] rates = {0.25, 0.4375, 0.625, 0.8125, 1, 0.8125, 0.625, 0.4375, 0.25, 0.125, 0, 0};
    for (int t = 0; t < rates.length; t++) {
      assertThat(schedule.at(t)).as("step %d", t).isEqualTo(rates[t]);
    }
    Schedule usual = OneCycle.of(1, 100);
    assertThat(usual.at(0)).isEqualTo(0.1);
    assertThat(usual.at(45)).isEqualTo(1);
    assertThat(usual.at(90)).isEqualTo(0.1);
    assertThat(usual.at(100)).isEqualTo(0.001);
  }

  /** A quarter, a half, three quarters, all of it; and its own time goes on meanwhile. */
  @Example
  void warmUpBeginsGently() {
    Schedule schedule = new WarmUp(4, Schedule.constant(1));
    double[] rates = {0.25, 0.5, 0.75, 1, 1};
    for (int t = 0; t < rates.length; t++) {
      assertThat(schedule.at(t)).isEqualTo(rates[t]);
    }
    Schedule cosine = new Cosine(1, 100);
    assertThat(new WarmUp(4, cosine).at(1)).isEqualTo(cosine.at(1) / 2);
    assertThat(new WarmUp(4, cosine).at(50)).isEqualTo(cosine.at(50));
  }

  /**
   * No jumps: from step to step the rate changes by no more than its steepest slope. That is
   * π/2·h/T for the cosine, h/T for a flank, η₀·ln(1/d)/s and η₀·c/s at the start of the
   * exponential and the power, and with a warm-up in front 1/w of the rate more.
   */
  @Property(tries = 100)
  void smoothSchedulesDoNotJump(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    double high = Math.exp(draw.normal());
    double low = high * draw.random().nextDouble();
    int steps = draw.from(1, 50);
    double decay = 0.01 + 0.99 * draw.random().nextDouble();
    double power = 3 * draw.random().nextDouble();
    double fall = -Math.log(decay);
    int w = draw.from(1, 20);
    assertContinuous(new Cosine(high, low, steps), high, Math.PI / 2 * (high - low) / steps);
    assertContinuous(new Exponential(high, decay, steps), high, high * fall / steps);
    assertContinuous(new Power(high, power, steps), high, high * power / steps);
    double flank = (high - low) / steps;
    double tail = low / w;
    assertContinuous(new OneCycle(low, high, 0, steps, w), high, Math.max(flank, tail));
    Schedule warm = new WarmUp(w, new Exponential(high, decay, steps));
    assertContinuous(warm, high, high * fall / steps + high / w);
  }

  private static void assertContinuous(Schedule schedule, double high, double slope) {
    for (int t = 0; t < 150; t++) {
      double change = Math.abs(schedule.at(t + 1) - schedule.at(t));
      assertThat(change).as("%s at %d", schedule, t).isLessThanOrEqualTo(slope + high * SOME);
      assertThat(schedule.at(t)).isBetween(0.0, high * (1 + SOME));
    }
  }

  /** Patience 2: two losses without improvement are forgiven, the third is not; then from anew. */
  @Example
  void plateauReactsAfterItsPatience() {
    Plateau plateau =
        new Plateau(new Plateau.Options(1).withFactor(0.5).withPatience(2).withThreshold(0.25));
    assertThat(plateau.at(0)).isEqualTo(1);
    //                8 is the best, 6.5 not better by a quarter, 5 is
    double[] losses = {8, 9, 6.5, 5, 5, 5, Double.NaN, 5, 5, 3, 3, 3, 3};
    double[] rates = {1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25};
    for (int i = 0; i < losses.length; i++) {
      plateau.observe(losses[i]);
      assertThat(plateau.at(i)).as("after loss %d", i).isEqualTo(rates[i]);
    }
  }

  /** Negative losses improve too, and the rate does not fall below its least. */
  @Example
  void plateauKeepsItsFloor() {
    Plateau plateau =
        new Plateau(new Plateau.Options(1).withFactor(0.5).withPatience(0).withLeast(0.3));
    plateau.observe(-1);
    plateau.observe(-2);
    assertThat(plateau.at(0)).isEqualTo(1);
    plateau.observe(-2);
    assertThat(plateau.at(0)).isEqualTo(0.5);
    plateau.observe(-1);
    assertThat(plateau.at(0)).isEqualTo(0.3);
  }

  @Example
  void refusesWhatMakesNoSense() {
    refuses(() -> new Constant(0), "learning rate must be positive and finite, got 0.0");
    refuses(() -> new Piecewise(List.of(1L), List.of(1.0)), "1 boundaries need 2 rates, got 1");
    refuses(
        () -> new Piecewise(List.of(2L, 2L), List.of(1.0, 2.0, 3.0)),
        "boundaries must be positive and rise, got [2, 2]");
    refuses(() -> new Exponential(1, 0, 1), "decay must be in (0, 1], got 0.0");
    refuses(() -> new Exponential(1, 1, 0), "steps must be at least 1, got 0");
    refuses(() -> new Power(1, -1, 1), "power must be finite and at least 0, got -1.0");
    refuses(() -> new Cosine(1, 2, 1), "low must be in [0, high = 1.0], got 2.0");
    refuses(() -> new Cosine(-1, 0, 1), "high must be positive and finite, got -1.0");
    refuses(() -> new OneCycle(2, 1, 0, 1, 1), "low must not exceed high = 1.0, got 2.0");
    refuses(() -> new OneCycle(1, 2, 3, 1, 1), "last must be in [0, low = 1.0], got 3.0");
    refuses(() -> new OneCycle(1, 2, 0, 0, 1), "up must be at least 1, got 0");
    refuses(() -> OneCycle.of(1, 2), "steps of one cycle must be at least 3, got 2");
    refuses(() -> new WarmUp(0, Schedule.constant(1)), "steps must be at least 1, got 0");
    refuses(() -> new Plateau.Options(1).withFactor(1), "factor must be in (0, 1), got 1.0");
    refuses(() -> new Plateau.Options(1).withPatience(-1), "patience must be at least 0, got -1");
    refuses(() -> new Plateau.Options(1).withThreshold(1), "threshold must be in [0, 1), got 1.0");
    refuses(() -> new Plateau.Options(1).withLeast(2), "least must be in [0, rate = 1.0], got 2.0");
    refuses(
        () -> Schedule.constant(1).restore(Map.of("best", Device.reference().scalar(1))),
        "a schedule without memory has nothing to restore, got [best]");
    refuses(
        () -> new Plateau(new Plateau.Options(1)).restore(Map.of()),
        "the state of a plateau is [rate, best, waited], got []");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
