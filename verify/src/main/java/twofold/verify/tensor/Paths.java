package twofold.verify.tensor;

import java.util.function.UnaryOperator;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Operations on a named device, ready to be timed: inputs are there, results go back to the pool.
 */
public final class Paths {
  private Paths() {}

  static Device<?> device(String path) {
    return path.equals("cpu-plain") ? Device.cpuPlain() : Device.named(path);
  }

  /** A square matrix product. */
  static Runnable of(String path, int size, double[] a, double[] b) {
    Shape shape = new Shape(size, size);
    Tensor x = device(path).tensor(shape, a);
    Tensor y = device(path).tensor(shape, b);
    return inScope(() -> x.matMul(y));
  }

  /** A function of one vector. */
  static Runnable of(String path, double[] numbers, UnaryOperator<Tensor> function) {
    Tensor x = device(path).vector(numbers);
    return inScope(() -> function.apply(x));
  }

  /** A function of one tensor. */
  public static Runnable of(
      String path, Shape shape, double[] numbers, UnaryOperator<Tensor> function) {
    Tensor x = device(path).tensor(shape, numbers);
    return inScope(() -> function.apply(x));
  }

  /** What the work makes goes back to the pool. */
  static Runnable inScope(Runnable work) {
    return () -> run(work);
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private static void run(Runnable work) {
    try (Scope scope = Scope.open()) {
      work.run();
    }
  }

  static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }
}
