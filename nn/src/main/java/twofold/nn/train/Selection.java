package twofold.nn.train;

import java.util.Arrays;
import twofold.tensor.Device;

/** Some of the examples, in an order of their own. */
final class Selection implements Examples {
  private final Examples all;
  private final int[] positions;

  Selection(Examples all, int[] positions) {
    for (int position : positions) {
      if (position < 0 || position >= all.count()) {
        throw new IllegalArgumentException(
            "the examples are 0 to " + (all.count() - 1) + ", got " + position);
      }
    }
    this.all = all;
    this.positions = positions.clone();
  }

  @Override
  public int count() {
    return positions.length;
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int[] mapped = Arrays.stream(order, from, to).map(i -> positions[i]).toArray();
    return all.batch(device, mapped, 0, mapped.length);
  }

  @Override
  public Examples epoch(long seed, int epoch) {
    return new Selection(all.epoch(seed, epoch), positions);
  }
}
