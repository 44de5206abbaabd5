package twofold.tensor;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A named place for numbers that are learned: the one thing here that changes.
 *
 * <p>A training step reads {@link #value}, differentiates with respect to it, and overwrites it.
 * Overwriting happens in the storage itself - a network's weights are too large to copy at every
 * step - so the tensors of the old value, and their views, are cut off: reading one afterwards is
 * an error. An optimiser's own memory (momenta, say) is kept in parameters too.
 */
public final class Parameter {
  private final String name;
  private Tensor value;

  /** Starts with a copy of these numbers. */
  public Parameter(String name, Tensor start) {
    this.name = name;
    this.value = copy(start.device(), start);
  }

  private static <S> Tensor copy(Device<S> device, Tensor start) {
    S storage = device.allocate(start.size());
    device.write(start.toArray(), storage);
    return device.adopt(start.shape(), storage);
  }

  public String name() {
    return name;
  }

  /** The current numbers; always the same tensor until the next {@link #overwrite}. */
  public Tensor value() {
    return value;
  }

  public Shape shape() {
    return value.shape();
  }

  /** How many numbers. */
  public int size() {
    return value.size();
  }

  /**
   * Lets a kernel change the numbers in place. Tensors that still show the old ones can no longer
   * be read.
   */
  public void overwrite(Consumer<Object> kernel) {
    overwrite(value.device(), kernel);
  }

  @SuppressWarnings("unchecked") // a tensor of this device holds this device's storage
  private <S> void overwrite(Device<S> device, Consumer<Object> kernel) {
    S storage = (S) value.buffer().surrender("parameter " + name + " has been overwritten since");
    try {
      kernel.accept(storage);
    } finally {
      value = device.adopt(value.shape(), storage);
    }
  }

  /** Replaces all numbers; the shape stays. */
  public void set(double... numbers) {
    if (numbers.length != size()) {
      throw new ShapeException(
          "parameter %s of shape %s holds %d numbers, got %d",
          name, shape(), size(), numbers.length);
    }
    set(value.device(), numbers);
  }

  @SuppressWarnings("unchecked") // a tensor of this device holds this device's storage
  private <S> void set(Device<S> device, double[] numbers) {
    overwrite(storage -> device.write(numbers, (S) storage));
  }

  /**
   * Replaces all numbers by those of a tensor of the same shape and device. Computed from the old
   * numbers it may be, but not a view of them: that one is cut off when they are overwritten.
   */
  public void set(Tensor numbers) {
    if (!numbers.shape().equals(shape())) {
      throw new ShapeException(
          "parameter %s is of shape %s, got numbers of shape %s", name, shape(), numbers.shape());
    }
    Copy.Kernel<Object> kernel = Device.of(value, numbers).kernel(Copy.Kernel.class);
    overwrite(storage -> kernel.map(numbers.view(), storage));
  }

  /**
   * Computes something with other tensors in the place of these parameters, then puts the old ones
   * back: how a model is seen as a function of its parameters, on any device, to check its gradient
   * for example.
   */
  public static <T> T substitute(
      List<Parameter> parameters, List<Tensor> values, Supplier<T> computation) {
    List<Tensor> old = parameters.stream().map(Parameter::value).toList();
    try {
      for (int k = 0; k < old.size(); k++) {
        parameters.get(k).value = values.get(k);
      }
      return computation.get();
    } finally {
      for (int k = 0; k < old.size(); k++) {
        parameters.get(k).value = old.get(k);
      }
    }
  }

  @Override
  public String toString() {
    return name + shape();
  }
}
