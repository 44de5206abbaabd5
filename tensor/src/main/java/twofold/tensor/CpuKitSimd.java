package twofold.tensor;

/** {@link CpuKit} on vector registers. */
public final class CpuKitSimd extends CpuKit {

  public CpuKitSimd() {
    super(
        new MatMulTileSimd(), new SigmoidSimd(), new TanhSimd(), new AddSimd(), new MultiplySimd());
  }
}
