package twofold.tensor.io;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * How a group of numbers is written so that all take the same room and no digit is wasted.
 *
 * <p>Each number gets the fewest digits that name it among the numbers of its precision, but at
 * most {@value #DIGITS} behind the point. Numbers of very different size are written with
 * exponents.
 *
 * @param exponentDigits 0 if there are no exponents
 * @param before characters before the point
 * @param behind digits behind the point
 */
record NumberFormat(boolean isFloat, int exponentDigits, int before, int behind) {
  private static final int DIGITS = 8;

  static NumberFormat of(List<Double> numbers, boolean isFloat) {
    double most = 0;
    double least = Double.POSITIVE_INFINITY;
    for (double number : numbers) {
      double size = Math.abs(number);
      if (Double.isFinite(size) && size > 0) {
        most = Math.max(most, size);
        least = Math.min(least, size);
      }
    }
    boolean exponents = most > 0 && (most >= 1e8 || least < 1e-4 || most / least > 1000);
    int exponentDigits = exponents ? 2 : 0;
    if (exponents && (most >= 1e100 || least < 1e-99)) {
      exponentDigits = 3;
    }
    int before = 1;
    int behind = 0;
    for (double number : numbers) {
      if (Double.isFinite(number)) {
        String digits = digits(number, isFloat, exponentDigits);
        int point = digits.indexOf('.');
        int end = exponents ? digits.indexOf('e') : digits.length();
        before = Math.max(before, point);
        behind = Math.max(behind, end - point - 1);
      }
    }
    NumberFormat format = new NumberFormat(isFloat, exponentDigits, before, behind);
    int width = 0;
    for (double number : numbers) {
      width = Math.max(width, format.text(number).length());
    }
    return new NumberFormat(isFloat, exponentDigits, before + width - format.width(), behind);
  }

  /** How long every text is, if all numbers are finite. */
  private int width() {
    return before + 1 + behind + (exponentDigits > 0 ? 2 + exponentDigits : 0);
  }

  String text(double number) {
    if (!Double.isFinite(number)) {
      String word = Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
      return " ".repeat(Math.max(0, width() - word.length())) + word;
    }
    String digits = digits(number, isFloat, exponentDigits);
    int point = digits.indexOf('.');
    String left = " ".repeat(Math.max(0, before - point));
    if (exponentDigits == 0) {
      return left + digits + " ".repeat(Math.max(0, behind - (digits.length() - point - 1)));
    }
    int e = digits.indexOf('e');
    String zeros = "0".repeat(Math.max(0, behind - (e - point - 1)));
    return left + digits.substring(0, e) + zeros + digits.substring(e);
  }

  /** {@code -1.25}, {@code 3.}, {@code -1.25e-07}. */
  private static String digits(double number, boolean isFloat, int exponentDigits) {
    String sign = number < 0 || 1 / number < 0 ? "-" : "";
    double size = Math.abs(number);
    BigDecimal shortest =
        new BigDecimal(isFloat ? Float.toString((float) size) : Double.toString(size));
    if (exponentDigits == 0) {
      String plain = stripped(shortest.setScale(DIGITS, RoundingMode.HALF_EVEN)).toPlainString();
      return sign + plain + (plain.contains(".") ? "" : ".");
    }
    int exponent = size == 0 ? 0 : shortest.precision() - shortest.scale() - 1;
    BigDecimal mantissa =
        shortest.scaleByPowerOfTen(-exponent).setScale(DIGITS, RoundingMode.HALF_EVEN);
    if (mantissa.compareTo(BigDecimal.TEN) >= 0) {
      mantissa = mantissa.movePointLeft(1);
      exponent++;
    }
    String plain = stripped(mantissa).toPlainString();
    String point = plain.contains(".") ? "" : ".";
    String power = Integer.toString(Math.abs(exponent));
    String zeros = "0".repeat(Math.max(0, exponentDigits - power.length()));
    return sign + plain + point + (exponent < 0 ? "e-" : "e+") + zeros + power;
  }

  private static BigDecimal stripped(BigDecimal number) {
    return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
  }
}
