package twofold.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where numbers live and which kernels compute with them.
 *
 * <pre>
 *   reference   double   plain loops on one thread: the definition, which everything else is judged by
 *   cpu         float    SIMD (the Vector API) and threads; plain Java where the JVM runs without that module
 *   gpu         float    Aparapi, which is OpenCL; there when the gpu module is on the class path
 * </pre>
 *
 * A tensor belongs to one device and operations run there; {@link Tensor#to} moves. The storage
 * type {@code S} is the device's own business: nobody else looks inside.
 */
public abstract class Device<S> {
  private final String name;
  private final Pool<S> pool = new Pool<>();
  private final Map<Class<?>, Object> kernels = new ConcurrentHashMap<>();

  protected Device(String name) {
    this.name = name;
  }

  // ---- which devices there are

  /** Double precision, the definition of everything. */
  public static Device<double[]> reference() {
    return ReferenceDevice.INSTANCE;
  }

  /** Single precision on all cores, with SIMD where the JVM was started with the Vector API. */
  public static Device<float[]> cpu() {
    return CpuDevice.FASTEST;
  }

  /** What {@link #cpu} is on a JVM without the Vector API; of interest beside it. */
  public static Device<float[]> cpuPlain() {
    return CpuDevice.PLAIN;
  }

  /** The device that Aparapi drives; its {@link #detail} says what it really runs on. */
  public static Device<?> gpu() {
    return named("gpu");
  }

  /** The device of this name. */
  public static Device<?> named(String name) {
    for (Device<?> device : all()) {
      if (device.name.equals(name)) {
        return device;
      }
    }
    List<String> names = all().stream().map(Device::name).toList();
    throw new IllegalArgumentException(
        "device must be one of "
            + String.join(", ", names)
            + ", got "
            + name
            + (name.equals("gpu") ? " (the gpu module is not on the class path)" : ""));
  }

  /** Every device of this JVM, the reference first. */
  public static List<Device<?>> all() {
    return Found.DEVICES;
  }

  /** Looked up once, when first asked for: finding OpenCL takes a moment. */
  private static final class Found {
    static final List<Device<?>> DEVICES = find();

    private static List<Device<?>> find() {
      List<Device<?>> devices = new ArrayList<>(List.of(reference(), cpu()));
      ServiceLoader.load(Provider.class).forEach(provider -> devices.add(provider.device()));
      return List.copyOf(devices);
    }
  }

  /** How a module brings a device along: a service of this type. */
  public interface Provider {
    Device<?> device();
  }

  // ---- what it is

  public final String name() {
    return name;
  }

  /** What the kernels really run on, for a person to read. */
  public abstract String detail();

  /** The unit roundoff of this device's arithmetic: 2⁻⁵³ for double, 2⁻²⁴ for float. */
  public abstract double unitRoundoff();

  // ---- new tensors

  /** A tensor of these numbers, row by row. */
  public final Tensor tensor(Shape shape, double... values) {
    requireLength(shape, values.length);
    Tensor fresh = empty(shape);
    write(values, storage(fresh));
    return fresh;
  }

  /** A tensor of these numbers, row by row. */
  public final Tensor tensor(Shape shape, float... values) {
    requireLength(shape, values.length);
    Tensor fresh = empty(shape);
    write(values, storage(fresh));
    return fresh;
  }

  /** A vector. */
  public final Tensor vector(double... values) {
    return tensor(new Shape(values.length), values);
  }

  /** A matrix, given by its rows. */
  public final Tensor matrix(double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] values = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new ShapeException(
            "row %d of the matrix has %d numbers, row 0 has %d", i, rows[i].length, columns);
      }
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return tensor(new Shape(rows.length, columns), values);
  }

  /** A single number, of shape {@code ()}. */
  public final Tensor scalar(double value) {
    return tensor(new Shape(), value);
  }

  /** One number, seen everywhere: only a single element is stored. */
  public final Tensor full(Shape shape, double value) {
    Tensor one = scalar(value);
    return one.view(one.layout().broadcastTo(shape));
  }

  public final Tensor zeros(int... dims) {
    return full(new Shape(dims), 0);
  }

  public final Tensor ones(int... dims) {
    return full(new Shape(dims), 1);
  }

  private static void requireLength(Shape shape, int length) {
    if (shape.size() != length) {
      throw new ShapeException("shape %s needs %d numbers, got %d", shape, shape.size(), length);
    }
  }

  // ---- for operations

  /**
   * The device that all inputs of an operation live on.
   *
   * <p>The one place where the storage type is erased: an operation passes storage from tensors to
   * kernels of the same device without ever looking at it.
   */
  @SuppressWarnings("unchecked")
  public static Device<Object> of(Tensor first, Tensor... others) {
    for (Tensor other : others) {
      if (other.device() != first.device()) {
        throw new ShapeException(
            "one operation, two devices: shape %s is on %s, shape %s on %s; move one with to(device)",
            first.shape(), first.device().name(), other.shape(), other.device().name());
      }
    }
    return (Device<Object>) first.device();
  }

  /**
   * This device's writing of a kernel contract, found by name when first asked for and then kept.
   */
  @SuppressWarnings("unchecked")
  public final <K> K kernel(Class<?> contract) {
    Object kernel = kernels.get(contract);
    if (kernel == null) {
      kernel = kernels.computeIfAbsent(contract, this::find);
    }
    return (K) kernel;
  }

  /** A tensor whose numbers are still to be written, every one of them, by a kernel. */
  public final Tensor empty(Shape shape) {
    S storage = pool.take(shape.size());
    return wrap(shape, storage != null ? storage : allocate(shape.size()));
  }

  final Tensor wrap(Shape shape, S storage) {
    Buffer<S> buffer = new Buffer<>(this, storage);
    Scope.register(buffer);
    return new Tensor(this, buffer, Layout.dense(shape), null);
  }

  /** A tensor over storage that no scope owns. */
  final Tensor adopt(Shape shape, S storage) {
    return new Tensor(this, new Buffer<>(this, storage), Layout.dense(shape), null);
  }

  final void recycle(S storage) {
    pool.give(length(storage), storage);
  }

  // ---- for devices

  /** Finds and makes this device's writing of a contract, or fails with a message that names it. */
  protected abstract Object find(Class<?> contract);

  protected abstract S allocate(int length);

  protected abstract int length(S storage);

  protected abstract void write(double[] from, S to);

  protected abstract void write(float[] from, S to);

  protected abstract double[] read(S from);

  protected abstract float[] readFloats(S from);

  @SuppressWarnings("unchecked") // a tensor of this device holds this device's storage
  private S storage(Tensor tensor) {
    return (S) tensor.storage();
  }

  /** One row of a large matrix is copied out before it is read: reading moves a whole storage. */
  private Tensor withoutTheRest(Tensor tensor) {
    return tensor.size() < length(storage(tensor)) / 2 ? new Copy(tensor).forward() : tensor;
  }

  final double[] read(Tensor seen) {
    Tensor tensor = withoutTheRest(seen);
    double[] all = read(storage(tensor));
    double[] values = new double[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all[tensor.layout().at(i)];
    }
    return values;
  }

  final float[] readFloats(Tensor seen) {
    Tensor tensor = withoutTheRest(seen);
    float[] all = readFloats(storage(tensor));
    float[] values = new float[tensor.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = all[tensor.layout().at(i)];
    }
    return values;
  }

  @Override
  public String toString() {
    return name + " (" + detail() + ")";
  }
}
