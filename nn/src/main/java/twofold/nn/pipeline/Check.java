package twofold.nn.pipeline;

/** What arguments have to be, said in one line. */
final class Check {
  private Check() {}

  static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be at least " + least + ", got " + value);
    }
  }
}
