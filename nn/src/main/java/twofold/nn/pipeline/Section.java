package twofold.nn.pipeline;

/** Without the first ones, and of those that follow so many at most. */
final class Section<T> extends Stage<T, T> {
  private long toSkip;
  private long toGive;

  Section(Elements<T> in, long skip, long most) {
    super(in);
    this.toSkip = skip;
    this.toGive = most;
  }

  @Override
  public T next() {
    if (toGive == 0) {
      return null; // without asking: what comes after the last one wanted may be expensive
    }
    for (; toSkip > 0; toSkip--) {
      if (in.next() == null) {
        return null;
      }
    }
    toGive--;
    return in.next();
  }
}
