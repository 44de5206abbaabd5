package sample;

final class ProductGpu {
  // region kernel
  public void run() {
    int i = getGlobalId(0);
    products[i] = a[i] * b[i]; // a long line that does not fit into half of a page, so that it has to scroll there
  }
  // endregion
}
