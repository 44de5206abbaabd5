package twofold.nn.train;

/** Is told how training goes. */
public interface FitListener {

  /** Before the first step of an epoch. */
  default void epochStarts(int epoch, int epochs, int steps) {}

  default void stepDone(int epoch, int step, double loss) {}

  default void epochDone(History.Epoch epoch) {}

  /** At the end, also when training ends by an error. */
  default void fitEnds() {}

  /** This one is told first, then another. */
  default FitListener and(FitListener other) {
    FitListener one = this;
    return new FitListener() {
      @Override
      public void epochStarts(int epoch, int epochs, int steps) {
        one.epochStarts(epoch, epochs, steps);
        other.epochStarts(epoch, epochs, steps);
      }

      @Override
      public void stepDone(int epoch, int step, double loss) {
        one.stepDone(epoch, step, loss);
        other.stepDone(epoch, step, loss);
      }

      @Override
      public void epochDone(History.Epoch epoch) {
        one.epochDone(epoch);
        other.epochDone(epoch);
      }

      @Override
      public void fitEnds() {
        one.fitEnds();
        other.fitEnds();
      }
    };
  }
}
