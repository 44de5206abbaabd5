package twofold.nn.pipeline;

/** What arguments have to be, said in one line. */
final class Check {
  private Check() {}

  /** Null is the end of a walk, so nothing else may be null. */
  static <T> T element(T made, String by, long i) {
    if (made == null) {
      throw new IllegalStateException(by + " must give an element, got null for element " + i);
    }
    return made;
  }

  static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
    }
  }
}
