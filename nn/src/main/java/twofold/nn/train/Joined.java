package twofold.nn.train;

import static twofold.tensor.Gather.gather;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Indices;
import twofold.tensor.Tensor;

/** Examples, and others after them. */
final class Joined implements Examples {
  private final Examples first;
  private final Examples second;

  Joined(Examples first, Examples second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public int count() {
    return Math.addExact(first.count(), second.count());
  }

  /** A batch of each, side by side, then the rows in the order that was asked for. */
  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int border = first.count();
    int[] wanted = Arrays.copyOfRange(order, from, to);
    int[] ofFirst = Arrays.stream(wanted).filter(i -> i < border).toArray();
    int[] ofSecond = Arrays.stream(wanted).filter(i -> i >= border).map(i -> i - border).toArray();
    if (ofSecond.length == 0) {
      return first.batch(device, ofFirst, 0, ofFirst.length);
    }
    if (ofFirst.length == 0) {
      return second.batch(device, ofSecond, 0, ofSecond.length);
    }
    Batch one = first.batch(device, ofFirst, 0, ofFirst.length);
    Batch other = second.batch(device, ofSecond, 0, ofSecond.length);
    int[] rows = new int[wanted.length];
    int nextOfFirst = 0;
    int nextOfSecond = ofFirst.length;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = wanted[i] < border ? nextOfFirst++ : nextOfSecond++;
    }
    return new Batch(
        mixed(one.allInputs(), other.allInputs(), rows),
        mixed(one.allTargets(), other.allTargets(), rows));
  }

  /** Each half with chance of its own: the same pictures twice are not warped the same twice. */
  @Override
  public Examples epoch(long seed, int epoch) {
    long other = RandomStreams.seed(seed, RandomStreams.name("joined"));
    return new Joined(first.epoch(seed, epoch), second.epoch(other, epoch));
  }

  private static List<Tensor> mixed(List<Tensor> one, List<Tensor> other, int[] rows) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          "examples that are joined need as many tensors, got "
              + one.size()
              + " and "
              + other.size());
    }
    Indices order = Indices.indices(rows);
    return IntStream.range(0, one.size())
        .mapToObj(k -> gather(Concat.concat(List.of(one.get(k), other.get(k)), 0), order, 0))
        .toList();
  }
}
