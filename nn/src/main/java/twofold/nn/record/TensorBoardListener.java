package twofold.nn.record;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import twofold.nn.layer.Network;
import twofold.nn.save.Names;
import twofold.nn.train.FitListener;
import twofold.nn.train.Goal;
import twofold.nn.train.History;
import twofold.nn.train.Score;

/**
 * Writes what TensorBoard shows of training: {@code tensorboard --logdir folder}.
 *
 * <pre>
 *   folder/train/events.…          epoch_loss, and epoch_accuracy or whatever else is measured,
 *                                  while the examples were being learned;
 *                                  epoch_loss of output 0, … too where a {@link Goal#sum goal} adds up several
 *                                  a histogram of each parameter, under the {@link Names} of saved models
 *                                  the graph of the layers; pictures, if wanted
 *   folder/validation/events.…     the same on the held-out examples
 * </pre>
 *
 * The step of an event is the number of the epoch. Without held-out examples there is no second
 * file. Each training begins new files; in one folder TensorBoard draws them as one run, so give
 * each its own.
 */
public final class TensorBoardListener implements FitListener {
  private final Path folder;
  private final Network model;
  private final Options options;
  private EventFile train;
  private EventFile validation;

  /**
   * @param weights whether to write histograms
   * @param pictures what to draw after each epoch, by name
   */
  public record Options(boolean weights, Map<String, Supplier<BufferedImage>> pictures) {

    public Options {
      pictures = Map.copyOf(pictures);
    }

    /** Everything but pictures. */
    public Options() {
      this(true, Map.of());
    }

    public Options withWeights(boolean weights) {
      return new Options(weights, pictures);
    }

    public Options withPicture(String name, Supplier<BufferedImage> picture) {
      Map<String, Supplier<BufferedImage>> more = new TreeMap<>(pictures);
      more.put(name, picture);
      return new Options(weights, more);
    }
  }

  /** Writes everything but pictures. */
  public TensorBoardListener(Path folder, Network model) {
    this(folder, model, new Options());
  }

  public TensorBoardListener(Path folder, Network model, Options options) {
    this.folder = folder;
    this.model = model;
    this.options = options;
  }

  @Override
  public void epochStarts(int epoch, int epochs, int steps) {
    if (train == null) { // before the first step: a folder that cannot be written is known early
      train = EventFile.create(folder.resolve("train"));
      train.graph(model);
    }
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    int step = epoch.number();
    write(train, step, epoch.train());
    if (!Double.isNaN(epoch.test().loss())) { // it is where there are no examples
      if (validation == null) {
        validation = EventFile.create(folder.resolve("validation"));
      }
      write(validation, step, epoch.test());
    }
    if (options.weights) {
      Names.parameters(model)
          .forEach((name, parameter) -> train.histogram(name, step, parameter.value().toArray()));
    }
    new TreeMap<>(options.pictures)
        .forEach((name, picture) -> train.image(name, step, picture.get()));
  }

  private void write(EventFile file, int step, Score score) {
    file.scalar("epoch_loss", step, score.loss());
    score.metrics().forEach((name, value) -> file.scalar("epoch_" + name, step, value));
  }

  @Override
  public void fitEnds() {
    if (train != null) {
      train.close();
      train = null;
    }
    if (validation != null) {
      validation.close();
      validation = null;
    }
  }
}
