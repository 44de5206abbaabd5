package twofold.tensor;

import java.util.concurrent.atomic.AtomicLong;

/**
 * An immutable array of numbers of any rank, on a device, that remembers how it was computed.
 *
 * <p>Here is only the fluent core; every method is one call of an operation, and the operation is
 * where the lesson is. Everything else is a static method of its operation: {@code import static
 * twofold.tensor.Exp.exp}. New tensors come from a {@link Device}.
 */
public final class Tensor {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Device<?> device;
  private final Buffer<?> buffer;
  private final Layout layout;
  private final Op origin;
  private final long id = COUNT.incrementAndGet();

  Tensor(Device<?> device, Buffer<?> buffer, Layout layout, Op origin) {
    this.device = device;
    this.buffer = buffer;
    this.layout = layout;
    this.origin = origin;
  }

  // ---- what it is

  public Device<?> device() {
    return device;
  }

  public Shape shape() {
    return layout.shape();
  }

  public int rank() {
    return shape().rank();
  }

  /** The extent along an axis; negative axes count from the last. */
  public int dim(int axis) {
    return shape().dim(axis);
  }

  /** How many elements. */
  public int size() {
    return shape().size();
  }

  public Layout layout() {
    return layout;
  }

  /** The operation this tensor is the result of, or null for one that was given. */
  public Op origin() {
    return origin;
  }

  /** Later tensors have larger numbers: an operation's result always comes after its inputs. */
  long id() {
    return id;
  }

  Buffer<?> buffer() {
    return buffer;
  }

  // ---- its numbers

  /** The elements row by row, in double precision. */
  public double[] toArray() {
    return device.read(this);
  }

  /** The elements row by row, in single precision. */
  public float[] toFloats() {
    return device.readFloats(this);
  }

  /** The number of a tensor that holds just one. */
  public double item() {
    if (size() != 1) {
      throw new ShapeException("item() needs a tensor of one element, got shape %s", shape());
    }
    return toArray()[0];
  }

  /**
   * The same numbers on another device; a fresh start for gradients. Moving to the own device
   * copies nothing.
   */
  public Tensor to(Device<?> target) {
    if (target == device) {
      return stopGradient();
    }
    return target.tensor(shape(), toArray());
  }

  /**
   * What a kernel reads: the storage type is erased here, {@link Device#of} has made sure that it
   * is the right one.
   */
  public View<Object> view() {
    return new View<>(buffer.data(), layout);
  }

  /** What a kernel writes: the whole storage of a fresh result. */
  public Object storage() {
    return buffer.data();
  }

  /** A view of the same storage through another layout. */
  Tensor view(Layout other) {
    return new Tensor(device, buffer, other, null);
  }

  Tensor madeBy(Op op) {
    return new Tensor(device, buffer, layout, op);
  }

  /** The same numbers as a constant: gradients stop here. */
  public Tensor stopGradient() {
    return new Tensor(device, buffer, layout, null);
  }

  /**
   * These elements row by row from position 0 of their storage: this tensor itself where they
   * already lie so.
   */
  public Tensor dense() {
    return layout.isDense() && layout.offset() == 0 ? this : new Copy(this).apply();
  }

  // ---- arithmetic, element by element, with broadcasting

  public Tensor add(Tensor other) {
    return new Add(this, other).apply();
  }

  public Tensor add(double number) {
    return add(device.scalar(number));
  }

  public Tensor subtract(Tensor other) {
    return new Subtract(this, other).apply();
  }

  public Tensor subtract(double number) {
    return subtract(device.scalar(number));
  }

  public Tensor multiply(Tensor other) {
    return new Multiply(this, other).apply();
  }

  public Tensor multiply(double number) {
    return multiply(device.scalar(number));
  }

  public Tensor divide(Tensor other) {
    return new Divide(this, other).apply();
  }

  public Tensor divide(double number) {
    return divide(device.scalar(number));
  }

  public Tensor negate() {
    return new Negate(this).apply();
  }

  // ---- contraction and reductions

  public Tensor matMul(Tensor other) {
    return new MatMul(this, other).apply();
  }

  /** The sum along the given axes, which disappear; along all of them if none is given. */
  public Tensor sum(int... axes) {
    return new Sum(this, Axes.of(shape(), axes)).apply();
  }

  /** The mean along the given axes, which disappear; along all of them if none is given. */
  public Tensor mean(int... axes) {
    return new Mean(this, Axes.of(shape(), axes)).apply();
  }

  /**
   * The largest element along the given axes, which disappear; along all of them if none is given.
   */
  public Tensor max(int... axes) {
    return new Max(this, Axes.of(shape(), axes)).apply();
  }

  // ---- layout

  /**
   * The same elements, read row by row, under another shape; one extent may be −1 and is worked
   * out.
   */
  public Tensor reshape(int... dims) {
    return new Reshape(this, Reshape.complete(shape(), dims)).apply();
  }

  public Tensor reshape(Shape target) {
    return new Reshape(this, target).apply();
  }

  /** The axes in reverse order: for a matrix, rows become columns. */
  public Tensor transpose() {
    int[] reversed = new int[rank()];
    for (int k = 0; k < reversed.length; k++) {
      reversed[k] = reversed.length - 1 - k;
    }
    return transpose(reversed);
  }

  /** Axis k of the result is axis {@code permutation[k]} of this tensor. */
  public Tensor transpose(int... permutation) {
    return new Transpose(this, permutation).apply();
  }

  public Tensor broadcastTo(Shape target) {
    return new BroadcastTo(this, target).apply();
  }

  /**
   * A part of this tensor, seen without copying: {@code x.at(all(), at(3), from(-2))}, see {@link
   * Index}.
   */
  public Tensor at(Index... indices) {
    return Slice.at(this, indices);
  }

  /**
   * One element or sub-tensor: {@code x.at(3)} is row 3 of a matrix, {@code x.at(3, -1)} its end.
   */
  public Tensor at(int first, int... more) {
    return Slice.at(this, first, more);
  }

  @Override
  public String toString() {
    int shown = Math.min(size(), 8);
    StringBuilder text = new StringBuilder("Tensor" + shape() + " on " + device.name() + " [");
    if (size() <= 1000) { // a large one would be copied from its device just to show eight numbers
      double[] values = toArray();
      for (int i = 0; i < shown; i++) {
        text.append(i == 0 ? "" : ", ").append((float) values[i]);
      }
      text.append(size() > shown ? ", …" : "");
    } else {
      text.append("…");
    }
    return text.append(']').toString();
  }
}
