package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** A series, and how a network that was told its beginning goes on by itself. */
final class SeriesContinued implements Figure {

  @Override
  public String svg(Path runs) {
    JsonNode curves = Runs.field(Runs.read(runs, "series.json"), "curves");
    double[] series = numbers(Runs.field(curves, "series"));
    double[] continued = numbers(Runs.field(curves, "continued"));
    return new Chart("step; up to 20 it is told", "f")
        .continuous()
        .series("the series", steps(series), series)
        .series("the network", steps(continued), continued)
        .svg();
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }

  private static double[] steps(double[] numbers) {
    double[] steps = new double[numbers.length];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = i + 1.0;
    }
    return steps;
  }
}
