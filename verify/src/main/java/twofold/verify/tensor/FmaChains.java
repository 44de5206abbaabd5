package twofold.verify.tensor;

/**
 * Twelve sums in registers, each {@code x ← x·a + b} again and again, none of which needs another.
 *
 * <p>Why twelve: the processor starts a fused multiply-add in each of its two units every cycle,
 * but the result comes 4 or 5 cycles later, and the next step of the same sum has to wait for it.
 * To keep the units busy takes latency × units = 8 to 10 sums. Twelve, and a and b, still fit into
 * the 16 registers that processors without AVX-512 have.
 *
 * <p>With |a| &lt; 1 a sum converges to b/(1 − a): it neither overflows nor dies away, either of
 * which would change the speed.
 */
interface FmaChains {
  int CHAINS = 12;

  float A = 0.5f;
  float B = 1;

  /** How many floats a register of this writing holds. */
  int lanes();

  /** So many steps of each sum; the result is there so that the work cannot be left out. */
  float run(int steps);
}
