package twofold.verify.book;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.IllegalFormatException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the mark of a number asks for: a value of a recorded run, or the ratio of two, and how to
 * write it.
 *
 * <pre>
 *   tensor/book/runs/matmul.json /rows/3/median %.1f
 *   tensor/book/runs/matmul.json /rows/[path=textbook]/median ÷ /rows/[path=cpu]/median %.0f
 * </pre>
 *
 * @param divisor null if there is none
 * @param format for {@link String#format}; null leaves the value as it is
 */
record Quotation(String file, Pointer pointer, Pointer divisor, String format) {
  private static final String POINTER = "((?:[^\\s\\[]|\\[[^\\]]*\\])+)";
  private static final Pattern SYNTAX =
      Pattern.compile("(\\S+)\\s+" + POINTER + "(?:\\s+÷\\s+" + POINTER + ")?(?:\\s+([^÷]*%.*))?");

  /**
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  static Quotation parse(String mark) {
    Matcher parts = SYNTAX.matcher(mark);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a number is FILE POINTER, or FILE POINTER ÷ POINTER, and a format like %.1f; got "
              + mark);
    }
    String divisor = parts.group(3);
    return new Quotation(
        parts.group(1),
        new Pointer(parts.group(2)),
        divisor == null ? null : new Pointer(divisor),
        parts.group(4));
  }

  /**
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  String in(JsonNode run) {
    JsonNode value = pointer.in(run);
    if (value.isContainerNode()) {
      throw new IllegalArgumentException("pointer " + pointer.text() + " is not of a single value");
    }
    if (divisor != null) {
      return written(number(value, pointer) / number(divisor.in(run), divisor));
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() && format != null && format.matches(".*%[,0-9]*d.*")
          ? written(value.longValue())
          : format == null ? value.asText() : written(value.doubleValue());
    }
    return written(value.asText());
  }

  private static double number(JsonNode value, Pointer pointer) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "a ratio needs numbers, pointer " + pointer.text() + " gives " + value);
    }
    return value.doubleValue();
  }

  private String written(Object value) {
    try {
      return format == null ? String.valueOf(value) : String.format(Locale.ROOT, format, value);
    } catch (IllegalFormatException e) {
      throw new IllegalArgumentException("format " + format + " does not suit " + value, e);
    }
  }
}
