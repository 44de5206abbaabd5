package twofold.nn.pipeline;

import java.util.random.RandomGenerator;

/**
 * A shuffle that holds only B elements: each one given is a random one of those held, and the next
 * one takes its place.
 *
 * <pre>
 *   element i enters when i − B + 1 have been given (or at the start, if i &lt; B);
 *   from then on it is given next with probability 1/B, so it waits for K others with
 *
 *     P(K = k) = (1 − 1/B)ᵏ/B        E K = B − 1        Var K = B·(B − 1)
 *
 *   it moves from place i to place i − (B − 1) + K:   by 0 on average, by √(B·(B − 1)) ≈ B typically
 * </pre>
 *
 * <p>So nothing comes more than B − 1 places too early, and little moves by more than a few times
 * B. Where elements of one class stand together in thousands, a buffer of hundreds leaves them
 * together. With B at least the number of elements, every order is equally likely.
 */
final class Shuffled<T> extends Stage<T, T> {
  private final int buffer;
  private final RandomShuffleQueue<T> queue;

  Shuffled(Elements<T> in, int buffer, RandomGenerator random) {
    super(in);
    this.buffer = buffer;
    this.queue = new RandomShuffleQueue<>(buffer, buffer - 1, random);
  }

  // region buffer
  @Override
  public T next() {
    while (queue.size() < buffer && !queue.isClosed()) {
      T x = in.next();
      if (x == null) {
        queue.close();
      } else {
        queue.offer(x);
      }
    }
    return queue.poll();
  }
  // endregion
}
