package twofold.nn.pipeline;

/** A walk that takes its elements from another walk, and closes it with itself. */
abstract class Stage<T, R> implements Elements<R> {
  final Elements<T> in;

  Stage(Elements<T> in) {
    this.in = in;
  }

  @Override
  public void close() {
    in.close();
  }
}
