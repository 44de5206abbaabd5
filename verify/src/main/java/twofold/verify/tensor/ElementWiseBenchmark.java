package twofold.verify.tensor;

import java.lang.reflect.Constructor;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Op;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/** Every element-wise operation: {@code y = f(x)}, or {@code y = f(x, another x)}. */
public class ElementWiseBenchmark extends OperationBenchmark {
  /** By the names of their lessons. */
  @Param({
    "Abs",
    "Add",
    "Copy",
    "Cos",
    "Divide",
    "Equal",
    "Erf",
    "Exp",
    "Gate",
    "Gelu",
    "GeluGradient",
    "Less",
    "LessOrEqual",
    "Log",
    "Maximum",
    "Minimum",
    "Multiply",
    "Negate",
    "Power",
    "Relu",
    "Sigmoid",
    "Sign",
    "Sin",
    "Softplus",
    "Sqrt",
    "Square",
    "Subtract",
    "Tanh"
  })
  public String operation;

  /** In floats 4 KB to 40 MB: from the fastest cache to the memory. */
  @Param({"1000", "10000", "100000", "1000000", "10000000"})
  public int size;

  /** How it grows is shown for the cpu device; the others are compared at two sizes. */
  @Override
  protected boolean isWorthwhile() {
    return path.equals("cpu") || size == 100_000 || size == 1_000_000;
  }

  @Override
  protected Runnable call() {
    // what most functions are made for: positive numbers, neither tiny nor huge
    Tensor a = uniform(0.1, 10, size);
    Tensor b = uniform(0.1, 10, size);
    Constructor<?> lesson = lesson();
    return lesson.getParameterCount() == 1 ? () -> apply(lesson, a) : () -> apply(lesson, a, b);
  }

  private Constructor<?> lesson() {
    try {
      return Class.forName("twofold.tensor." + operation).getConstructors()[0];
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Tensor apply(Constructor<?> lesson, Object... operands) {
    try {
      return ((Op) lesson.newInstance(operands)).apply();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Work work() {
    return elements(size, (lesson().getParameterCount() + 1.0) * size);
  }
}
