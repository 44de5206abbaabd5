package twofold.gpu;

/** A kernel that reads its operands through their layouts. */
public abstract class StridedKernel extends GpuKernel {

  /**
   * How far from the start the {@code i}-th element of a {@link Walk} lies, read row by row.
   *
   * <p>The definition in {@code Layout.at}, with the outermost axis taken out of the loop: it needs
   * no remainder.
   */
  protected int position(int i, int rank, int[] axes) {
    int position = 0;
    int rest = i;
    for (int axis = rank - 1; axis > 0; axis--) {
      int extent = axes[2 * axis];
      position += rest % extent * axes[2 * axis + 1];
      rest = rest / extent;
    }
    return position + rest * axes[1];
  }
}
