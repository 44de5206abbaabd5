package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import twofold.tensor.Device;
import twofold.verify.tensor.Twins;

/** Numbers, and how far each may be off. */
record Expected(double[] value, double[] bound) {
  Expected(int n) {
    this(new double[n], new double[n]);
  }

  void set(int i, double number, double error) {
    value[i] = number;
    bound[i] = error;
  }

  /** A sum of two terms, each of which has passed some roundings. */
  void sum(int i, double a, double b, double gamma, double tiny) {
    set(i, a + b, gamma * (Math.abs(a) + Math.abs(b)) + tiny);
  }

  void assertNear(String what, double[] actual, Device<?> device) {
    assertThat(Twins.difference(value, actual, bound)).as("%s on %s", what, device).isEmpty();
  }
}
