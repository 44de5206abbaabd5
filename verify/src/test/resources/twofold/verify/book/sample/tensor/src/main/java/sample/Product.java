package sample;

/** A product that nobody compiles: the tests of the book show it. */
final class Product {
  // region reference
  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p]; // the definition: 2 < 3 && "quoted"
    }

    return sum;
  }

  // endregion

  // region square
  static double square(double[] a) {
    return product(a, a);
  }
  // endregion
}
