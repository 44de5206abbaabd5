package twofold.tensor;

/**
 * Shapes, axes or devices that do not fit the operation asked for. The message is one clear line.
 */
public final class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ShapeException(String format, Object... arguments) {
    super(String.format(format, arguments));
  }
}
