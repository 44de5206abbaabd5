package twofold.nn.save;

import static twofold.nn.save.Kind.field;
import static twofold.nn.save.Kind.number;
import static twofold.nn.save.Kind.whole;
import static twofold.nn.save.Value.LARGE;
import static twofold.nn.save.Value.NUMBER;
import static twofold.nn.save.Value.WHOLE;
import static twofold.nn.save.Value.choice;
import static twofold.nn.save.Value.list;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

/**
 * Every kind of optimiser and of learning-rate schedule that a file can describe, by their
 * settings. What they remember is not described: it is numbers, and those are tensors.
 */
final class OptimiserKinds {
  private OptimiserKinds() {}

  /** Optimisers, with whatever is put around them. */
  static final Kinds<Optimiser> OPTIMISER =
      new Kinds<>("an optimiser", OptimiserKinds::optimisers, Map.of());

  /** Schedules. */
  static final Kinds<Schedule> SCHEDULE =
      new Kinds<>("a schedule", OptimiserKinds::schedules, Map.of());

  private static final Kind<Adam.Options> ADAM =
      Kind.of(
          "options",
          Adam.Options.class,
          field("rate", SCHEDULE, Adam.Options::rate),
          number("beta1", Adam.Options::beta1),
          number("beta2", Adam.Options::beta2),
          number("epsilon", Adam.Options::epsilon),
          Adam.Options::new);

  private static List<Kind<? extends Optimiser>> optimisers() {
    return List.of(
        Kind.of(
            "sgd",
            Sgd.class,
            Kind.of(
                "options",
                Sgd.Options.class,
                field("rate", SCHEDULE, Sgd.Options::rate),
                Sgd.Options::new),
            Sgd::options,
            Sgd::new),
        Kind.of(
            "momentum",
            Momentum.class,
            Kind.of(
                "options",
                Momentum.Options.class,
                field("rate", SCHEDULE, Momentum.Options::rate),
                number("momentum", Momentum.Options::momentum),
                Momentum.Options::new),
            Momentum::options,
            Momentum::new),
        Kind.of(
            "nesterov",
            Nesterov.class,
            Kind.of(
                "options",
                Nesterov.Options.class,
                field("rate", SCHEDULE, Nesterov.Options::rate),
                number("momentum", Nesterov.Options::momentum),
                Nesterov.Options::new),
            Nesterov::options,
            Nesterov::new),
        Kind.of(
            "adaGrad",
            AdaGrad.class,
            Kind.of(
                "options",
                AdaGrad.Options.class,
                field("rate", SCHEDULE, AdaGrad.Options::rate),
                number("epsilon", AdaGrad.Options::epsilon),
                AdaGrad.Options::new),
            AdaGrad::options,
            AdaGrad::new),
        Kind.of(
            "rmsProp",
            RmsProp.class,
            Kind.of(
                "options",
                RmsProp.Options.class,
                field("rate", SCHEDULE, RmsProp.Options::rate),
                number("rho", RmsProp.Options::rho),
                number("epsilon", RmsProp.Options::epsilon),
                RmsProp.Options::new),
            RmsProp::options,
            RmsProp::new),
        Kind.of(
            "adaDelta",
            AdaDelta.class,
            Kind.of(
                "options",
                AdaDelta.Options.class,
                field("rate", SCHEDULE, AdaDelta.Options::rate),
                number("rho", AdaDelta.Options::rho),
                number("epsilon", AdaDelta.Options::epsilon),
                AdaDelta.Options::new),
            AdaDelta::options,
            AdaDelta::new),
        Kind.of("adam", Adam.class, ADAM, Adam::options, Adam::new),
        Kind.of(
            "adamW",
            AdamW.class,
            Kind.of(
                "options",
                AdamW.Options.class,
                field("adam", ADAM, AdamW.Options::adam),
                number("decay", AdamW.Options::decay),
                AdamW.Options::new),
            AdamW::options,
            AdamW::new),
        Kind.of("nadam", Nadam.class, ADAM, Nadam::options, Nadam::new),
        // around them
        Kind.of(
            "clippedGradients",
            ClippedGradients.class,
            field("by", choice(ClippedGradients.By.class), ClippedGradients::by),
            number("limit", ClippedGradients::limit),
            field("inner", OPTIMISER, ClippedGradients::inner),
            ClippedGradients::new),
        Kind.of(
            "maxNorm",
            MaxNorm.class,
            number("limit", MaxNorm::limit),
            field("inner", OPTIMISER, MaxNorm::inner),
            field("axes", list(WHOLE), norm -> Arrays.stream(norm.axes()).boxed().toList()),
            (limit, inner, axes) ->
                new MaxNorm(limit, inner, axes.stream().mapToInt(axis -> axis).toArray())),
        Kind.of(
            "averagedWeights",
            AveragedWeights.class,
            number("decay", AveragedWeights::decay),
            field("inner", OPTIMISER, AveragedWeights::inner),
            AveragedWeights::new));
  }

  private static List<Kind<? extends Schedule>> schedules() {
    return List.of(
        Kind.of("constant", Constant.class, number("rate", Constant::rate), Constant::new),
        Kind.of(
            "cosine",
            Cosine.class,
            number("high", Cosine::high),
            number("low", Cosine::low),
            field("steps", LARGE, Cosine::steps),
            Cosine::new),
        Kind.of(
            "exponential",
            Exponential.class,
            number("rate", Exponential::rate),
            number("decay", Exponential::decay),
            field("steps", LARGE, Exponential::steps),
            Exponential::new),
        Kind.of(
            "oneCycle",
            OneCycle.class,
            number("low", OneCycle::low),
            number("high", OneCycle::high),
            number("last", OneCycle::last),
            field("up", LARGE, OneCycle::up),
            field("tail", LARGE, OneCycle::tail),
            OneCycle::new),
        Kind.of(
            "piecewise",
            Piecewise.class,
            field("boundaries", list(LARGE), Piecewise::boundaries),
            field("rates", list(NUMBER), Piecewise::rates),
            Piecewise::new),
        Kind.of(
            "plateau",
            Plateau.class,
            Kind.of(
                "options",
                Plateau.Options.class,
                number("rate", Plateau.Options::rate),
                number("factor", Plateau.Options::factor),
                whole("patience", Plateau.Options::patience),
                number("threshold", Plateau.Options::threshold),
                number("least", Plateau.Options::least),
                Plateau.Options::new),
            Plateau::options,
            Plateau::new),
        Kind.of(
            "power",
            Power.class,
            number("rate", Power::rate),
            number("power", Power::power),
            field("steps", LARGE, Power::steps),
            Power::new),
        Kind.of(
            "restarts",
            Restarts.class,
            field("schedule", SCHEDULE, Restarts::schedule),
            field("period", LARGE, Restarts::period),
            Restarts::new),
        Kind.of(
            "warmUp",
            WarmUp.class,
            field("steps", LARGE, WarmUp::steps),
            field("then", SCHEDULE, WarmUp::then),
            WarmUp::new));
  }
}
