package twofold.verify.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param dataset what it learned from
 * @param metrics by name: testAccuracy, trainAccuracy (0 to 1), testLoss, …
 * @param published the same metrics as others have reported them, where they have
 * @param curves by name, numbers that changed while the model learned: one for each epoch
 */
public record Result(
    String dataset,
    Map<String, Double> metrics,
    Map<String, Double> published,
    Map<String, double[]> curves) {

  /** Of what does not learn epoch by epoch. */
  public Result(String dataset, Map<String, Double> metrics, Map<String, Double> published) {
    this(dataset, metrics, published, Map.of());
  }

  /** Writes everything that identifies the run, and its numbers, as JSON, if a file is named. */
  public void write(Path file, Experiment experiment, Setting setting, double seconds) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("experiment", experiment.id());
    json.put("dataset", dataset);
    json.put("device", setting.device().name());
    json.put("deviceDetail", setting.device().detail());
    json.put("seed", setting.seed());
    json.put("seconds", seconds);
    json.put("metrics", metrics);
    json.put("published", published);
    json.put("curves", curves);
    JsonFile.write(file, json);
  }
}
