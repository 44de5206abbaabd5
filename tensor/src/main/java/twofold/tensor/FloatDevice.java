package twofold.tensor;

import java.lang.reflect.InvocationTargetException;

/** A device whose numbers are {@code float[]} in the memory of the JVM. */
public abstract class FloatDevice extends Device<float[]> {

  protected FloatDevice(String name) {
    super(name);
  }

  @Override
  public final double unitRoundoff() {
    return 0x1p-24;
  }

  /**
   * The kernel is a class found by name, with a constructor without arguments; null if there is
   * none.
   */
  protected static Object instance(String className) {
    try {
      Class<?> found =
          Class.forName(className, true, Thread.currentThread().getContextClassLoader());
      var constructor = found.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ClassNotFoundException e) {
      return null;
    } catch (InvocationTargetException e) {
      Throwable reason = e.getCause(); // what the constructor says
      throw new IllegalStateException("kernel " + className + " cannot be made: " + reason, reason);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("kernel " + className + " cannot be made: " + e, e);
    }
  }

  @Override
  protected final float[] allocate(int length) {
    return new float[length];
  }

  @Override
  protected final int length(float[] storage) {
    return storage.length;
  }

  @Override
  protected final void write(double[] from, float[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] = (float) from[i];
    }
  }

  @Override
  protected final void write(float[] from, float[] to) {
    System.arraycopy(from, 0, to, 0, from.length);
  }

  @Override
  protected final double[] read(float[] from) {
    double[] to = new double[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = from[i];
    }
    return to;
  }

  @Override
  protected final float[] readFloats(float[] from) {
    return from;
  }
}
