package twofold.math;

import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Chance that can be repeated: streams of random numbers, each found by a seed and a path.
 *
 * <p>A program that draws everything from one stream has a hidden thread running through it: take
 * one more number early on, or let two threads race, and all that follows changes. Here every piece
 * of work gets a stream of its own, named by where the work stands and not by when it is done:
 *
 * <pre>
 *   stream(seed)                  the root
 *   stream(seed, epoch)           one stream per epoch
 *   stream(seed, epoch, example)  one stream per example of that epoch
 *
 *   h₀ = seed,   hᵢ₊₁ = mix(mix(hᵢ + φ) ⊕ pathᵢ)         the child's seed, 64 bit
 * </pre>
 *
 * <p>{@code mix} is a bijection of the 64-bit words, so two children of one parent never share a
 * seed. Streams with different parents meet only as birthdays do: among n of them with probability
 * about n²/2⁶⁵, for a million streams 3·10⁻⁸.
 *
 * <p>The algorithm is L64X128MixRandom: a 64-bit linear congruential generator beside a 128-bit
 * xor-shift one, their sum mixed. Its period is 2⁶⁴(2¹²⁸ − 1), far beyond any run; 192 bits of
 * state keep a stream as small as two objects; it can split; and {@code java.util.random}
 * prescribes its every bit, so a seed means the same on all machines. [Steele and Vigna, LXM:
 * Better Splittable Pseudorandom Number Generators, OOPSLA 2021]
 *
 * <p>A generator is not safe to share between threads. Give each its own stream.
 */
public final class RandomStreams {

  private static final RandomGeneratorFactory<SplittableGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  /** 2⁶⁴ divided by the golden ratio, made odd: moves zero, which mix would leave alone. */
  private static final long PHI = 0x9e3779b97f4a7c15L;

  private RandomStreams() {}

  /** The root stream of a seed. Any seed is as good as another, 0 and 1 included. */
  public static SplittableGenerator of(long seed) {
    return ALGORITHM.create(seed);
  }

  /** The stream at the end of a path below a seed; with no path, {@code of(seed)}. */
  public static SplittableGenerator stream(long seed, long... path) {
    return of(seed(seed, path));
  }

  /** The seed of the stream at the end of a path: what to hand to a part that asks for a seed. */
  public static long seed(long seed, long... path) {
    long h = seed;
    for (long step : path) {
      h = mix(mix(h + PHI) ^ step);
    }
    return h;
  }

  /**
   * A word as a step of a path, so that {@code stream(seed, name("weights"))} reads as what it is.
   * The 64-bit FNV-1a hash of the UTF-16 units.
   */
  public static long name(String word) {
    long h = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) {
      h = (h ^ word.charAt(i)) * 0x100000001b3L;
    }
    return h;
  }

  /**
   * Changes about half of the output's bits for any one bit of the input, and loses none: both the
   * xor-shifts and the products with odd numbers can be undone. [Stafford, variant 13, 2011; the
   * finaliser of SplitMix64]
   */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * An order of 0 … n−1, each of the n! equally likely.
   *
   * <pre>
   *   for i = n−1 … 1:  swap aᵢ with aⱼ,  j uniform in {0 … i}
   * </pre>
   *
   * <p>The draws have n·(n−1)···2 = n! equally likely outcomes and each leads to another order:
   * that is the whole proof. With j from {0 … n−1} in every step there would be nⁿ outcomes, which
   * n! does not divide once n > 2, so some orders would come more often. [Fisher and Yates 1938;
   * Durstenfeld 1964]
   *
   * @throws IllegalArgumentException if n is negative
   */
  public static int[] permutation(int n, RandomGenerator random) {
    if (n < 0) {
      throw new IllegalArgumentException("n must be at least 0, got " + n);
    }
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }

  /**
   * A standard normal number, by the polar method.
   *
   * <pre>
   *   Two independent normals (x, y) have the density e^(−r²/2) / 2π: the radius alone decides.
   *   So the angle is uniform, and r² is exponential with mean 2: r = √(−2 ln s), s uniform.
   *
   *   Draw (v, w) uniformly from the square [−1, 1)² until it falls into the unit disc. Then
   *     (v, w)/√q has a uniform angle,   q = v² + w² is uniform in (0, 1),   independent of it:
   *     x = v·√(−2 ln q / q)
   * </pre>
   *
   * <p>Box and Muller [1958] draw the angle itself and need its cosine; the disc gives the cosine
   * as v/√q for nothing, at the price of 1 − π/4 = 21 % of the draws. [Marsaglia and Bray 1964] The
   * second normal, made of w, is dropped: keeping it would be a memory that survives between calls.
   * {@code StrictMath} because its logarithm has the same last bit everywhere.
   */
  public static double normal(RandomGenerator random) {
    double v;
    double q;
    do {
      v = 2 * random.nextDouble() - 1;
      double w = 2 * random.nextDouble() - 1;
      q = v * v + w * w;
    } while (q >= 1 || q == 0);
    return v * Math.sqrt(-2 * StrictMath.log(q) / q);
  }
}
