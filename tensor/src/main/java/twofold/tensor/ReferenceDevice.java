package twofold.tensor;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * The device of definitions: double precision, one thread, the loops as they stand in each lesson.
 *
 * <p>The kernel of a contract {@code X.Kernel} is the static method {@code X.reference}.
 */
final class ReferenceDevice extends Device<double[]> {
  static final ReferenceDevice INSTANCE = new ReferenceDevice();

  private ReferenceDevice() {
    super("reference");
  }

  @Override
  public String detail() {
    return "double precision, plain loops, one thread";
  }

  @Override
  public double unitRoundoff() {
    return 0x1p-53;
  }

  @Override
  protected Object find(Class<?> contract) {
    Class<?> stem = contract.getEnclosingClass();
    if (!Modifier.isPublic(contract.getModifiers())) {
      throw new IllegalStateException("kernel contract " + contract.getName() + " must be public");
    }
    for (Method method : stem.getDeclaredMethods()) {
      if (method.getName().equals("reference")) {
        try {
          method.setAccessible(
              true); // the lesson keeps it package-private: callers go through the operation
          MethodHandle handle = MethodHandles.lookup().unreflect(method);
          return MethodHandleProxies.asInterfaceInstance(contract, handle);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    throw new IllegalStateException(
        stem.getName() + " has no static method reference(…) for its kernel contract");
  }

  @Override
  protected double[] allocate(int length) {
    return new double[length];
  }

  @Override
  protected int length(double[] storage) {
    return storage.length;
  }

  @Override
  protected void write(double[] from, double[] to) {
    System.arraycopy(from, 0, to, 0, from.length);
  }

  @Override
  protected void write(float[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = from[i];
    }
  }

  @Override
  protected double[] read(double[] from) {
    return from;
  }

  @Override
  protected float[] readFloats(double[] from) {
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
    return to;
  }
}
