package twofold.nn.pipeline;

/** 0, 1, …, n − 1. */
final class Range implements Elements<Integer> {
  private final int n;
  private int next;

  Range(int n) {
    this.n = n;
  }

  @Override
  public Integer next() {
    return next < n ? next++ : null;
  }
}
