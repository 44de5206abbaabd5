package twofold.verify.nn;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.Sgd;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/** One step of an optimiser for one parameter. */
public class OptimiserBenchmark extends OperationBenchmark {
  @Param({"Adam", "Sgd"})
  public String operation;

  @Param({"10000", "1000000"})
  public int size;

  @Override
  protected Runnable call() {
    List<Parameter> parameters = List.of(new Parameter("w", uniform(size)));
    List<Tensor> gradients = List.of(uniform(size));
    Optimiser optimiser =
        switch (operation) {
          case "Adam" -> new Adam(1e-3);
          case "Sgd" -> new Sgd(1e-3);
          default -> throw new IllegalArgumentException(operation);
        };
    return () -> optimiser.update(parameters, gradients);
  }

  /** The gradient is read; the parameter, and with Adam two means, are read and written. */
  @Override
  protected Work work() {
    return elements(size, (operation.equals("Adam") ? 7.0 : 3.0) * size);
  }
}
