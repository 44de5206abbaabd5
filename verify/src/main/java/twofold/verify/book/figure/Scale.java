package twofold.verify.book.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the numbers of an axis lie, from 0 at its beginning to 1 at its end. */
record Scale(double least, double largest, boolean logarithmic) {

  Scale {
    if (!(largest > least) || logarithmic && !(least > 0)) {
      throw new IllegalArgumentException(
          "an axis needs least < largest, and both positive if it is logarithmic; got "
              + least
              + " and "
              + largest);
    }
  }

  /** From 0, or from the power of ten below, to a round number above. */
  static Scale around(double least, double largest, boolean logarithmic) {
    if (logarithmic) {
      double low = Math.pow(10, Math.floor(Math.log10(least)));
      double high = Math.pow(10, Math.ceil(Math.log10(largest)));
      return new Scale(low, high > low ? high : 10 * low, true);
    }
    double from = Math.min(0, least);
    double step = step(from, largest);
    return new Scale(step * Math.floor(from / step), step * Math.ceil(largest / step), false);
  }

  double at(double x) {
    return logarithmic
        ? Math.log(x / least) / Math.log(largest / least)
        : (x - least) / (largest - least);
  }

  /** Powers of ten, or some five round numbers. */
  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      int decades = (int) Math.round(Math.log10(largest / least));
      int step = decades > 9 ? 3 : 1; // more lines than that would be hatching
      for (int power = (int) Math.round(Math.log10(least));
          Math.pow(10, power) <= largest * 1.001;
          power += step) {
        ticks.add(Math.pow(10, power));
      }
    } else {
      double step = step(least, largest);
      for (long i = Math.round(least / step); i * step <= largest + step / 2; i++) {
        ticks.add(i * step);
      }
    }
    return ticks;
  }

  /** 1, 2 or 5 times a power of ten, so that there are some five of them. */
  private static double step(double least, double largest) {
    double rough = (largest - least) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double digit = rough / power;
    return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
  }

  /** A tick's label: few digits, groups of three; powers of ten far from 1 as such. */
  static String label(double x) {
    double power = Math.log10(x);
    if (x > 0 && (power > 6.5 || power < -3.5) && Math.abs(power - Math.rint(power)) < 1e-9) {
      return power((int) Math.rint(power));
    }
    double rounded = Math.rint(x);
    return Math.abs(x - rounded) < 1e-9 * Math.max(1, Math.abs(x))
        ? String.format(Locale.ROOT, "%,d", (long) rounded)
        : String.format(Locale.ROOT, "%.3g", x).replaceAll("0+$", "");
  }

  /** 10⁶ for a million. */
  static String power(int exponent) {
    StringBuilder raised = new StringBuilder("10");
    for (char digit : Integer.toString(exponent).toCharArray()) {
      raised.append(digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(digit - '0'));
    }
    return raised.toString();
  }
}
