package twofold.verify.bench;

import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** An operation on tensors, on every path. */
public abstract class OperationBenchmark extends TimedCall {
  @Param({"reference", "cpu-plain", "cpu", "gpu"})
  public String path;

  private long drawn;

  protected final Device<?> device() {
    return Paths.device(path);
  }

  /** Numbers from −1 to 1; other ones at each call, the same in each run. */
  protected final Tensor uniform(int... dims) {
    return uniform(-1, 1, dims);
  }

  /** Numbers between two ends. */
  protected final Tensor uniform(double low, double high, int... dims) {
    Shape shape = new Shape(dims);
    double[] numbers = RandomStreams.stream(1, drawn++).doubles(shape.size(), low, high).toArray();
    return device().tensor(shape, numbers);
  }

  /** So many numbers read and written for so many elements, in the precision of the path. */
  protected final Work elements(double elements, double moved) {
    return Work.elements(elements, moved * (path.equals("reference") ? Double.BYTES : Float.BYTES));
  }

  /** The gradients of ⟨ones, y⟩. */
  protected static List<Tensor> backward(Tensor y, Tensor... parameters) {
    Tensor ones = y.device().full(y.shape(), 1);
    return Gradients.of(y, ones, Stream.of(parameters).toList());
  }
}
