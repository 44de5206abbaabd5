package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** The curves of the experiment {@code vanishing}, over the number of steps back. */
final class GradientThroughTime {
  private GradientThroughTime() {}

  /**
   * @param names of the curves, by their ids in the run
   */
  static String svg(Path runs, Map<String, String> names) {
    JsonNode curves = Runs.field(Runs.read(runs, "vanishing.json"), "curves");
    Chart chart = new Chart("steps back", "gradient, last step = 1").continuous().logarithmicY();
    names.forEach(
        (id, name) -> {
          JsonNode curve = Runs.field(curves, id);
          int steps = curve.size();
          double[] back = new double[steps];
          double[] lengths = new double[steps];
          for (int k = 0; k < steps; k++) {
            back[k] = k;
            lengths[k] = curve.get(steps - 1 - k).asDouble();
          }
          chart.series(name, back, lengths);
        });
    return chart.svg();
  }
}
