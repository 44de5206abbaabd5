package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** How many digits are classified wrongly after {@code ./twofold run overfitting}, by remedy. */
final class Remedies implements Figure {
  private static final Map<String, String> NAMES =
      Map.of("plain", "nothing", "earlyStopping", "early stopping", "penalty", "L2 penalty");

  @Override
  public String svg(Path runs) {
    JsonNode metrics = Runs.field(Runs.read(runs, "overfitting.json"), "metrics");
    Bars bars = new Bars("test error, per cent");
    for (Iterator<String> names = metrics.fieldNames(); names.hasNext(); ) {
      String metric = names.next();
      if (metric.endsWith(".testAccuracy")) {
        String remedy = metric.substring(0, metric.indexOf('.'));
        double error = 100 * (1 - Runs.field(metrics, metric).asDouble());
        bars.bar(
            NAMES.getOrDefault(remedy, remedy),
            error,
            String.format(Locale.ROOT, "%.1f", error),
            remedy.equals("plain") ? 5 : 0);
      }
    }
    return bars.svg();
  }
}
