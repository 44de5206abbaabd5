package twofold.gpu;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Conv2d.conv2d;

import java.lang.management.ManagementFactory;
import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.DeviceException;
import twofold.tensor.Exp;
import twofold.tensor.Scope;
import twofold.tensor.Tensor;

/**
 * A few operations of every kind, many times over: run by tests here and, with other environment
 * variables, in a JVM of its own.
 */
final class OneStep {
  private OneStep() {}

  /** More than ten operations and what is too much in their result. */
  static double error() {
    double exact = compute(Device.reference());
    return Math.abs(compute(Device.gpu()) - exact) / Math.abs(exact);
  }

  static double compute(Device<?> device) {
    try (Scope scope = Scope.open()) {
      Tensor a = Both.random(device, 1, 17, 9);
      Tensor b = Both.random(device, 2, 9, 5);
      Tensor c = a.matMul(b).add(b.sum(0)).multiply(0.1);
      Tensor d = Exp.exp(c.transpose()).subtract(0.5).divide(c.max().add(3));
      Tensor w = Both.random(device, 3, 8, 1, 3, 3);
      Tensor e = conv2d(c.reshape(1, 1, 17, 5), w).reshape(-1, 3);
      Tensor f = e.multiply(e).sum(1); // nothing cancels in a sum of squares
      return scope.keep(concat(List.of(d.mean(0), f), 0).sum()).item();
    }
  }

  static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Prints what the device is, the error of a step, and the threads that 1,000 steps added. */
  public static void main(String[] args) {
    try {
      System.out.println(Device.gpu().detail());
      System.out.println("error " + error());
      int before = threads();
      long heapBefore = heap();
      for (int i = 0; i < 1000; i++) {
        compute(Device.gpu());
      }
      System.out.println("threads " + (threads() - before));
      System.out.println("megabytes " + (heap() - heapBefore >> 20));
    } catch (DeviceException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
