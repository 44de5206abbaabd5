package twofold.tensor;

/** A device that was demanded is not to be had. The message is one clear line. */
public final class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DeviceException(String message) {
    super(message);
  }
}
