package twofold.verify.book.figure;

import java.nio.file.Path;
import twofold.rnn.attention.SinusoidalPositions;
import twofold.tensor.Device;

/** Sinusoidal positions of eight numbers: each second one, place by place. */
final class ClockHands implements Figure {
  private static final int PLACES = 64;
  private static final int WIDTH = 8;

  @Override
  public String svg(Path runs) {
    double[] table = SinusoidalPositions.table(Device.reference(), PLACES, WIDTH).toArray();
    Chart chart = new Chart("place", "what is added").continuous();
    String[] speeds = {"ω = 1", "ω = 0.1", "ω = 0.01", "ω = 0.001"};
    for (int i = 0; i < speeds.length; i++) {
      double[] places = new double[PLACES];
      double[] sine = new double[PLACES];
      for (int t = 0; t < PLACES; t++) {
        places[t] = t;
        sine[t] = table[t * WIDTH + 2 * i];
      }
      chart.series(speeds[i], places, sine);
    }
    return chart.svg();
  }
}
