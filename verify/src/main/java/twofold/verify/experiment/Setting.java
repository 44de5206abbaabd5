package twofold.verify.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import twofold.nn.layer.Network;
import twofold.nn.record.TensorBoardListener;
import twofold.nn.save.ModelFile;
import twofold.nn.train.FitListener;
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
 * @param events the folder for what TensorBoard reads, or null
 * @param model the file for the trained network, or null
 * @param print where to tell a person what happens
 * @param terminal whether that is a terminal
 */
public record Setting(
    Path data,
    Device<?> device,
    long seed,
    OptionalInt epochs,
    Path out,
    Path events,
    Path model,
    PrintStream print,
    boolean terminal) {

  /** Without events, and without a file for the network. */
  public Setting(
      Path data,
      Device<?> device,
      long seed,
      OptionalInt epochs,
      Path out,
      PrintStream print,
      boolean terminal) {
    this(data, device, seed, epochs, out, null, null, print, terminal);
  }

  /** One run of several: with another seed, a folder of its own, and no file for its network. */
  Setting with(long seed, Path out) {
    return new Setting(data, device, seed, epochs, out, events, null, print, terminal);
  }

  /** Writes a trained network to the file for it, if there is one. */
  void save(Network trained) {
    if (model != null) {
      ModelFile.save(model, trained);
      print.println("model    " + model.toAbsolutePath().normalize());
    }
  }

  /** The same, and what writes events if they are wanted. */
  FitListener withEvents(FitListener shown, Network model, TensorBoardListener.Options options) {
    return events == null ? shown : shown.and(new TensorBoardListener(events, model, options));
  }

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
