package twofold.tensor;

/**
 * A storage and whether it may still be read. Several tensors share one buffer when they are views
 * of each other; when a {@link Scope} ends or an optimiser overwrites a parameter, all of them are
 * cut off at once, with the reason.
 */
final class Buffer<S> {
  private final Device<S> device;
  private S data;
  private String gone;

  Buffer(Device<S> device, S data) {
    this.device = device;
    this.data = data;
  }

  S data() {
    if (data == null) {
      throw new IllegalStateException("this tensor can no longer be read: " + gone);
    }
    return data;
  }

  /** Cuts off every tensor that shares this buffer and hands the storage over. */
  S surrender(String reason) {
    S storage = data();
    data = null;
    gone = reason;
    return storage;
  }

  /** Gives the storage back to its device's pool, unless somebody took it before. */
  void recycle() {
    if (data != null) {
      device.recycle(surrender("its scope has ended; keep(…) what must outlive it"));
    }
  }
}
