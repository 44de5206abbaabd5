package twofold.verify.tensor;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Split.split;
import static twofold.tensor.Tile.tile;

import java.util.List;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Copy;
import twofold.tensor.Pad;
import twofold.tensor.Place;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/**
 * The same numbers in another order: each of these writes a square matrix, or one with a border.
 */
@Times({Copy.class, Place.class})
public class LayoutBenchmark extends OperationBenchmark {
  @Param({"Concat", "Pad", "Split", "Tile", "Transpose"})
  public String operation;

  @Param({"32", "128", "512", "1024", "2048"})
  public int size;

  /** How it grows is shown for the cpu device; the others are compared at two sizes. */
  @Override
  protected boolean isWorthwhile() {
    return path.equals("cpu") || size == 128 || size == 1024;
  }

  @Override
  protected Runnable call() {
    return switch (operation) {
      case "Concat" -> {
        Tensor left = uniform(size, size / 2);
        Tensor right = uniform(size, size / 2);
        yield () -> concat(List.of(left, right), 1);
      }
      case "Pad" -> {
        Tensor x = uniform(size, size);
        yield () -> Pad.pad(x, 0, Pad.by(1, 1), Pad.by(1, 1));
      }
      case "Split" -> { // the parts are views: to be copied they are made dense
        Tensor x = uniform(size, size);
        yield () -> split(x, 2, 1).forEach(part -> new Copy(part).apply());
      }
      case "Tile" -> {
        Tensor x = uniform(size / 2, size / 2);
        yield () -> tile(x, 2, 2);
      }
      case "Transpose" -> {
        Tensor x = uniform(size, size).transpose();
        yield () -> new Copy(x).apply();
      }
      default -> throw new IllegalArgumentException(operation);
    };
  }

  @Override
  protected Work work() {
    double written = (double) size * size;
    double read = operation.equals("Tile") ? written / 4 : written;
    return elements(written, read + written);
  }
}
