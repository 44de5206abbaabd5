package twofold.verify.nn;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import twofold.nn.optim.AdaDelta;
import twofold.nn.optim.AdaGrad;
import twofold.nn.optim.Adam;
import twofold.nn.optim.AdamW;
import twofold.nn.optim.Moments;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Nadam;
import twofold.nn.optim.Nesterov;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.RmsProp;
import twofold.nn.optim.RootScale;
import twofold.nn.optim.Sgd;
import twofold.nn.optim.Velocity;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** One step of an optimiser for one parameter. */
@Times({Moments.class, RootScale.class, Velocity.class})
public class OptimiserBenchmark extends OperationBenchmark {
  @Param({
    "AdaDelta",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Momentum",
    "Nadam",
    "Nesterov",
    "RmsProp",
    "Sgd"
  })
  public String operation;

  @Param({"10000", "1000000"})
  public int size;

  @Override
  protected Runnable call() {
    List<Parameter> parameters = List.of(new Parameter("w", uniform(size)));
    List<Tensor> gradients = List.of(uniform(size));
    Optimiser optimiser =
        switch (operation) {
          case "AdaDelta" -> new AdaDelta(1);
          case "AdaGrad" -> new AdaGrad(1e-3);
          case "Adam" -> new Adam(1e-3);
          case "AdamW" -> new AdamW(1e-3);
          case "Momentum" -> new Momentum(1e-3);
          case "Nadam" -> new Nadam(1e-3);
          case "Nesterov" -> new Nesterov(1e-3);
          case "RmsProp" -> new RmsProp(1e-3);
          case "Sgd" -> new Sgd(1e-3);
          default -> throw new IllegalArgumentException(operation);
        };
    return () -> optimiser.update(parameters, gradients);
  }

  /** The gradient is read; the parameter and what is remembered of it are read and written. */
  @Override
  protected Work work() {
    int memories =
        switch (operation) {
          case "Sgd" -> 0;
          case "AdaGrad", "Momentum", "Nesterov", "RmsProp" -> 1;
          default -> 2;
        };
    return elements(size, (3.0 + 2 * memories) * size);
  }
}
