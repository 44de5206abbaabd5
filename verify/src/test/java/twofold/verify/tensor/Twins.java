package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import twofold.tensor.Copy;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.OperationTheorems.Case;

/** Holds the fast writings to the definition. */
public final class Twins {
  private Twins() {}

  /** Every device but the reference, and the cpu also as it is without the Vector API. */
  public static List<Device<?>> devices() {
    List<Device<?>> devices = new ArrayList<>(Device.all());
    devices.remove(Device.reference());
    devices.add(Device.cpuPlain());
    return devices;
  }

  /**
   * On every fast device the function gives what it gives on the reference, up to the running
   * error.
   */
  public static void agree(Case x) {
    Tensor expected = x.function().apply(x.inputs());
    for (Device<?> device : devices()) {
      Tensor bound = new RunningError(Arithmetic.of(device)).of(expected);
      leaveOldNumbers(device, expected.shape());
      Tensor actual =
          x.function().apply(x.inputs().stream().map(input -> input.to(device)).toList());
      assertThat(actual.shape()).isEqualTo(expected.shape());
      Optional<String> difference =
          difference(expected.toArray(), actual.toArray(), bound.toArray());
      assertThat(difference).as("on %s, %s", device, x).isEmpty();
    }
  }

  /** Any number of threads gives the same bits. */
  public static void sameBitsForAnyNumberOfThreads(Case x) {
    for (Device<?> device : devices()) {
      List<Tensor> there = x.inputs().stream().map(input -> input.to(device)).toList();
      double[] expected = null;
      int threads = Parallel.threads();
      try {
        for (int t = 1; t <= 3; t++) {
          Parallel.setThreads(t);
          double[] y = x.function().apply(there).toArray();
          expected = expected == null ? y : expected;
          assertThat(y).as("%d threads on %s", t, device).isEqualTo(expected);
        }
      } finally {
        Parallel.setThreads(threads);
      }
    }
  }

  /**
   * Where the definition gives exactly 0 or −0, every fast writing gives the zero of the same sign.
   */
  public static void keepTheSignOfZero(Case x) {
    double[] expected = x.function().apply(x.inputs()).toArray();
    for (Device<?> device : devices()) {
      double[] actual =
          x.function().apply(x.inputs().stream().map(input -> input.to(device)).toList()).toArray();
      for (int i = 0; i < expected.length; i++) {
        if (expected[i] == 0) {
          assertThat(1 / actual[i])
              .as("element %d on %s, %s", i, device, x)
              .isEqualTo(1 / expected[i]);
        }
      }
    }
  }

  /**
   * Fills storage with NaN and gives it back: what takes it next must write every element of it.
   */
  private static void leaveOldNumbers(Device<?> device, Shape shape) {
    Scope scope = Scope.open();
    try (scope) {
      for (int k = 0; k < 3; k++) {
        new Copy(device.full(shape, Double.NaN)).forward();
      }
    }
  }

  /** The first element that differs by more than its bound, in words. */
  public static Optional<String> difference(double[] expected, double[] actual, double[] bound) {
    for (int i = 0; i < expected.length; i++) {
      if (!same(expected[i], actual[i], bound[i])) {
        return Optional.of(
            String.format(
                "element %d is %s, should be %s within %s", i, actual[i], expected[i], bound[i]));
      }
    }
    return Optional.empty();
  }

  /** Numbers are close; NaN is NaN; what float cannot hold is the infinity of the same sign. */
  private static boolean same(double expected, double actual, double bound) {
    if (Double.isNaN(expected)) {
      return Double.isNaN(actual);
    }
    if (Double.isInfinite((float) expected)) {
      return actual == (float) expected;
    }
    return Math.abs(actual - expected) <= bound;
  }
}
