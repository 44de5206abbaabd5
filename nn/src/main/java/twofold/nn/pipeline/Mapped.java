package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import twofold.tensor.Parallel;

/**
 * A function of each element, worked out for a window of them at a time by all threads.
 *
 * <p>Whoever works it out, f(xᵢ) is put in place i and handed out as number i. An exception takes
 * its place as well: whoever asks first gets the elements before it, as if there was one thread.
 */
final class Mapped<T, R> extends Stage<T, R> {

  /** f(x), where x is element i of its epoch. */
  @FunctionalInterface
  interface Mapping<T, R> {
    R apply(T x, long i);
  }

  /** What became of an element: a value, or else what was thrown. */
  private record Outcome<R>(R value, RuntimeException exception) {
    R get() {
      if (exception != null) {
        throw exception;
      }
      return value;
    }
  }

  private final Mapping<? super T, ? extends R> mapping;
  private final int size;
  private long before; // the elements of all windows before this one
  private List<Outcome<R>> window = List.of();
  private int given;

  Mapped(Elements<T> in, Mapping<? super T, ? extends R> mapping, int size) {
    super(in);
    this.mapping = mapping;
    this.size = size;
  }

  @Override
  public R next() {
    if (given == window.size()) {
      before += given;
      window = work(gather());
      given = 0;
    }
    return window.isEmpty() ? null : window.get(given++).get();
  }

  private List<Outcome<T>> gather() {
    List<Outcome<T>> inputs = new ArrayList<>();
    try {
      while (inputs.size() < size) {
        T x = in.next();
        if (x == null) {
          break;
        }
        inputs.add(new Outcome<>(x, null));
      }
    } catch (RuntimeException e) {
      inputs.add(new Outcome<>(null, e));
    }
    return inputs;
  }

  // region window
  private List<Outcome<R>> work(List<Outcome<T>> inputs) {
    List<Outcome<R>> outcomes = new ArrayList<>(Collections.nCopies(inputs.size(), null));
    Parallel.ranges(
        inputs.size(),
        1,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            outcomes.set(i, work(inputs.get(i), before + i));
          }
        });
    return outcomes;
  }

  // endregion

  private Outcome<R> work(Outcome<T> input, long i) {
    try {
      R value = Check.element(mapping.apply(input.get(), i), "map", i);
      return new Outcome<>(value, null);
    } catch (RuntimeException e) {
      return new Outcome<>(null, e);
    }
  }
}
