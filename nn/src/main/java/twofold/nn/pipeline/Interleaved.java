package twofold.nn.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Some walks side by side, an element of each in turn. Where one ends, the next one takes its
 * place, and its turn.
 */
final class Interleaved<T, R> extends Stage<T, R> {
  private final Function<? super T, Elements<R>> open;
  private final int cycle;
  private final List<Elements<R>> walks = new ArrayList<>();
  private boolean isLast;
  private int turn;

  Interleaved(Elements<T> in, Function<? super T, Elements<R>> open, int cycle) {
    super(in);
    this.open = open;
    this.cycle = cycle;
  }

  @Override
  public R next() {
    while (true) {
      if (turn == walks.size() && !isFull()) {
        openNext();
      }
      if (walks.isEmpty()) {
        return null;
      }
      turn = turn == walks.size() ? 0 : turn;
      R x = walks.get(turn).next();
      if (x != null) {
        turn++;
        return x;
      }
      walks.get(turn).close();
      walks.remove(turn); // those after it move up
      openNext();
    }
  }

  private boolean isFull() {
    return isLast || walks.size() == cycle;
  }

  /** At the turn, if there is one more. */
  private void openNext() {
    T x = isLast ? null : in.next();
    if (x == null) {
      isLast = true;
    } else {
      walks.add(turn, open.apply(x));
    }
  }

  @Override
  public void close() {
    try {
      walks.forEach(Elements::close);
    } finally {
      walks.clear();
      isLast = true;
      super.close();
    }
  }
}
