package twofold.verify.tensor;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import twofold.math.RandomStreams;
import twofold.verify.bench.TimedCall;
import twofold.verify.bench.Work;

/**
 * The product as a textbook would write it, on one thread and in float, to stand beside the paths
 * of {@link MatMulBenchmark}: the i-k-j loop, whose innermost index runs along rows of B and C, so
 * that memory is read in order.
 */
public class TextbookMatMulBenchmark extends TimedCall {
  @Param({"128", "512", "1024"})
  public int size;

  @Param("textbook")
  public String path;

  @Override
  protected String operation() {
    return "MatMul";
  }

  @Override
  protected Runnable call() {
    int n = size;
    float[] a = uniform(1);
    float[] b = uniform(2);
    float[] c = new float[n * n];
    return () -> multiply(a, b, c, n);
  }

  private float[] uniform(long seed) {
    float[] numbers = new float[size * size];
    var random = RandomStreams.of(seed);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat(-1, 1);
    }
    return numbers;
  }

  // region textbook
  private static void multiply(float[] a, float[] b, float[] c, int n) {
    Arrays.fill(c, 0);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        float x = a[i * n + k];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += x * b[k * n + j];
        }
      }
    }
  }

  // endregion

  @Override
  protected Work work() {
    return Work.multiplyAdds((double) size * size * size);
  }
}
