package twofold.nn.train;

import java.util.List;

/** How training went, epoch by epoch. */
public record History(List<Epoch> epochs) {

  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * @param number 1, 2, …
   * @param train loss and metrics on the training examples while they were being learned (with
   *     dropout, and with weights that were still changing)
   * @param test loss and metrics on the held-out examples after the epoch
   * @param seconds of training, without the test
   */
  public record Epoch(int number, Score train, Score test, double seconds) {}

  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("there is no last epoch: all were done before");
    }
    return epochs.get(epochs.size() - 1);
  }
}
