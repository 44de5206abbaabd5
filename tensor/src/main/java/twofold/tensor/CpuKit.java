package twofold.tensor;

/**
 * What CPU twins in other modules are built of, where one kernel is many operations on short
 * stretches of numbers: a whole recurrent network, say. Each is computed as by the device's own
 * kernel of that operation, to the bit.
 *
 * <p>This one is plain Java. {@code CpuKitSimd} is the same on vector registers; as a twin is found
 * by its name, {@code XCpu} is made with this one and {@code XSimd} with that.
 */
public class CpuKit {
  private final MatMulTile tile;
  private final UnaryCpu sigmoid;
  private final UnaryCpu tanh;
  private final BinaryCpu add;
  private final BinaryCpu multiply;

  /** Plain Java. */
  public CpuKit() {
    this(new MatMulTileCpu(), new SigmoidCpu(), new TanhCpu(), new AddCpu(), new MultiplyCpu());
  }

  CpuKit(MatMulTile tile, UnaryCpu sigmoid, UnaryCpu tanh, BinaryCpu add, BinaryCpu multiply) {
    this.tile = tile;
    this.sigmoid = sigmoid;
    this.tanh = tanh;
    this.add = add;
    this.multiply = multiply;
  }

  /** A place for a packed right-hand side. It may be packed again and again. */
  public final MatMulPacked packed() {
    return new MatMulPacked(tile);
  }

  /** {@code y[yi + r] = σ(x[xi + r])} for r = 0 … n − 1; the stretches must not overlap. */
  public final void sigmoid(float[] x, int xi, float[] y, int yi, int n) {
    sigmoid.map(x, xi, y, yi, n);
  }

  /** {@code y[yi + r] = tanh(x[xi + r])}; the stretches must not overlap. */
  public final void tanh(float[] x, int xi, float[] y, int yi, int n) {
    tanh.map(x, xi, y, yi, n);
  }

  /** {@code c[ci + r] = a[ai + r] + b[bi + r]}; c may be a or b. */
  public final void add(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    add.map(a, ai, b, bi, c, ci, n);
  }

  /** {@code c[ci + r] = a[ai + r]·b[bi + r]}; c may be a or b. */
  public final void multiply(float[] a, int ai, float[] b, int bi, float[] c, int ci, int n) {
    multiply.map(a, ai, b, bi, c, ci, n);
  }
}
