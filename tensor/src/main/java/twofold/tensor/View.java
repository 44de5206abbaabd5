package twofold.tensor;

/**
 * What a kernel reads: storage, and where in it the elements lie.
 *
 * <p>Kernels read views, so transposed and broadcast operands need no copy; what they write is
 * always dense storage.
 */
public record View<S>(S data, Layout layout) {

  public Shape shape() {
    return layout.shape();
  }

  /** How many elements. */
  public int size() {
    return layout.shape().size();
  }

  /** Where the {@code i}-th element, row by row, is found in {@link #data}. */
  public int at(int i) {
    return layout.at(i);
  }

  /** Where element {@code (i, j)} of a matrix is found in {@link #data}. */
  public int at(int i, int j) {
    return layout.at(i, j);
  }

  /** The {@code s}-th matrix, when all axes but the last two number the matrices of a batch. */
  public View<S> matrix(int s) {
    return new View<>(data, layout.matrix(s));
  }
}
