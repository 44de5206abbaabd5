package twofold.verify.tensor;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;
import twofold.tensor.Index;
import twofold.tensor.Place;
import twofold.tensor.Shape;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;
import twofold.tensor.Window;

/**
 * Ways of looking at stored numbers that show the tensor one started with: cut out of a larger
 * storage, transposed back, flipped back. Whoever reads beside a view reads a NaN.
 */
final class Looks {
  private Looks() {}

  /** Any of them one after the other; often none. */
  static UnaryOperator<Tensor> draw(Draw draw, int rank) {
    if (draw.chance(0.3)) {
      return x -> x;
    }
    UnaryOperator<Tensor> look = draw.chance(0.5) ? cutOut(draw, rank) : Tensor::dense;
    if (rank > 1 && draw.chance(0.5)) {
      look = transposed(draw, rank, look);
    }
    if (rank > 0 && draw.chance(0.4)) {
      look = flipped(draw, rank, look);
    }
    return look;
  }

  private static UnaryOperator<Tensor> transposed(
      Draw draw, int rank, UnaryOperator<Tensor> stored) {
    int[] there = RandomStreams.permutation(rank, draw.random());
    int[] back = new int[rank];
    for (int k = 0; k < rank; k++) {
      back[there[k]] = k;
    }
    return x -> stored.apply(x.transpose(there)).transpose(back);
  }

  private static UnaryOperator<Tensor> flipped(Draw draw, int rank, UnaryOperator<Tensor> stored) {
    int[] axes = IntStream.range(0, rank).filter(axis -> draw.chance(0.5)).toArray();
    return axes.length == 0 ? stored : x -> Slice.flip(stored.apply(Slice.flip(x, axes)), axes);
  }

  /** Every so-manieth element of a storage that has more before and after. */
  private static UnaryOperator<Tensor> cutOut(Draw draw, int rank) {
    int axes = Math.max(1, rank); // a single number is cut out of a vector
    int[] before = IntStream.range(0, axes).map(axis -> draw.from(0, 2)).toArray();
    int[] after = IntStream.range(0, axes).map(axis -> draw.from(0, 2)).toArray();
    int[] step = IntStream.range(0, axes).map(axis -> draw.chance(0.3) ? 2 : 1).toArray();
    return x -> {
      int[] dims = rank == 0 ? new int[] {1} : x.shape().dims();
      int[] larger = new int[axes];
      Index.Range[] ranges = new Index.Range[axes];
      for (int k = 0; k < axes; k++) {
        larger[k] = before[k] + dims[k] * step[k] + after[k];
        ranges[k] = Index.range(before[k], before[k] + dims[k] * step[k], step[k]);
      }
      Window window = Window.of(new Shape(larger), ranges);
      Tensor stored = new Place(x.reshape(dims), window, Double.NaN).apply();
      return new Slice(stored, window).apply().reshape(x.shape());
    };
  }
}
