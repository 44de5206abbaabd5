package twofold.rnn.cell;

import twofold.tensor.Parallel;

/** Deals the sequences of a batch out to the threads. */
final class Rows {
  private Rows() {}

  /**
   * One range of sequences for each thread, all nearly as long. The kernels here give a sequence
   * the same bits whichever others are computed with it, so the cut may depend on the number of
   * threads; and the fewer the parts, the less often the weights are read.
   */
  static void ofThreads(int batch, Parallel.Range body) {
    int parts = Math.min(batch, Parallel.threads());
    Parallel.run(
        parts,
        part ->
            body.run(
                (int) ((long) batch * part / parts), (int) ((long) batch * (part + 1) / parts)));
  }
}
