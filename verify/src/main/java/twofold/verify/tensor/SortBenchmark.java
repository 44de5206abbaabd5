package twofold.verify.tensor;

import static twofold.tensor.ArgSort.argSort;
import static twofold.tensor.Sort.sort;
import static twofold.tensor.TopK.topK;

import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Work;

/** Numbers in rows of 1000: their order, the numbers in order, and the ten largest of each row. */
public class SortBenchmark extends OperationBenchmark {
  private static final int ROW = 1000;

  @Param({"ArgSort", "Sort", "TopK"})
  public String operation;

  /** Of all rows together. */
  @Param({"1000", "100000", "1000000"})
  public int size;

  @Override
  protected Runnable call() {
    Tensor x = uniform(size / ROW, ROW);
    return switch (operation) {
      case "ArgSort" -> () -> argSort(x, 1);
      case "Sort" -> () -> sort(x, 1);
      case "TopK" -> () -> topK(x, 10);
      default -> throw new IllegalArgumentException(operation);
    };
  }

  @Override
  protected Work work() {
    return elements(size, 2.0 * size);
  }
}
