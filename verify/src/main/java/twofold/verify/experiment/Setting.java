package twofold.verify.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;

/**
 * What a run was asked for.
 *
 * @param data the folder with data sets, or null for embedded data
 * @param device where to train
 * @param seed of all randomness
 * @param epochs how often to see the examples, if not as often as the experiment would
 * @param out the folder for pages and pictures
 * @param print where to tell a person what happens
 * @param terminal whether that is a terminal
 */
public record Setting(
    Path data,
    Device<?> device,
    long seed,
    OptionalInt epochs,
    Path out,
    PrintStream print,
    boolean terminal) {

  /**
   * The folder with data sets, where an experiment cannot do without.
   *
   * @param files what it looks for there: "the four MNIST files in it or in its folder mnist"
   */
  Path requireData(Experiment experiment, String files) {
    if (data == null) {
      throw new DataException(
          experiment.id() + " needs --data DIR (or TWOFOLD_DATA), a folder with " + files);
    }
    return data;
  }
}
