package twofold.nn.optim;

/** Refuses hyper-parameters that make no sense, by name. */
final class Require {
  private Require() {}

  /** How much of a running mean stays at each step. */
  static void fraction(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1), got " + value);
    }
  }

  /** What keeps a quotient finite must not itself vanish in single precision. */
  static void epsilon(double value) {
    if (!(value >= Float.MIN_NORMAL && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "epsilon must be finite and at least 2⁻¹²⁶, the smallest normal float, got " + value);
    }
  }

  /** A strength or a limit of something. */
  static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, got " + value);
    }
  }

  static double positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, got " + value);
    }
    return value;
  }
}
