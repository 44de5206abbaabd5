package twofold.nn.pipeline;

/** n sequences at a time, through a {@link PaddingQueue} that holds just one batch. */
final class PaddedBatches extends Stage<double[], Padded> {
  private final int n;
  private final boolean dropRemainder;
  private final PaddingQueue queue;

  PaddedBatches(Elements<double[]> in, int n, boolean dropRemainder, double padding) {
    super(in);
    this.n = n;
    this.dropRemainder = dropRemainder;
    this.queue = new PaddingQueue(n, padding);
  }

  @Override
  public Padded next() {
    while (queue.size() < n && !queue.isClosed()) {
      double[] sequence = in.next();
      if (sequence == null) {
        queue.close();
      } else {
        queue.offer(sequence);
      }
    }
    return dropRemainder && queue.size() < n ? null : queue.pollPadded(n);
  }
}
