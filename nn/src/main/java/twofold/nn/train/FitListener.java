package twofold.nn.train;

/** Is told how training goes. */
public interface FitListener {

  /** Before the first step of an epoch. */
  default void epochStarts(int epoch, int epochs, int steps) {}

  default void stepDone(int epoch, int step, double loss) {}

  default void epochDone(History.Epoch epoch) {}

  /** At the end, also when training ends by an error. */
  default void fitEnds() {}
}
