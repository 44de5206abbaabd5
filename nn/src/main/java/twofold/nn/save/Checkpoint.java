package twofold.nn.save;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import twofold.nn.layer.Network;
import twofold.nn.optim.Optimiser;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;

/**
 * All that training needs to go on as if it had never been stopped, in one .safetensors file.
 *
 * <pre>
 *   model.…        parameters and the layers' state          {@link Names}
 *   optimiser.…    what the optimiser remembers              {@link Optimiser#state}
 *   listener.…     what a listener remembers, if any         {@link FitListener#state}
 *   metadata       epochs, batch, seed, done                 {@link Fit.Options}
 * </pre>
 *
 * The randomness of a step is a function of seed, epoch and step: no generator has to be saved. Not
 * in the file are the architecture, the optimiser's options and the examples: the program that
 * resumes makes them as the one before did, then calls {@link #load}.
 */
public final class Checkpoint {
  private static final String MODEL = "model.";
  private static final String OPTIMISER = "optimiser.";
  private static final String LISTENER = "listener.";

  private Checkpoint() {}

  /**
   * Saves; whoever is killed meanwhile leaves the checkpoint that was there before.
   *
   * @param progress what is trained, and how much of it is done
   * @throws DataException if the file cannot be written; what was there before is there still
   */
  public static void save(Path file, Network model, Optimiser optimiser, Fit.Options progress) {
    save(file, model, optimiser, progress, FitListener.silent());
  }

  /** The same with what a listener remembers: {@code EarlyStopping}, say. */
  public static void save(
      Path file,
      Network model,
      Optimiser optimiser,
      Fit.Options progress,
      FitListener remembering) {
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    Places.read(Names.all(model)).forEach((name, array) -> arrays.put(MODEL + name, array));
    optimiser
        .state()
        .forEach((name, tensor) -> arrays.put(OPTIMISER + name, TypedArray.of(tensor)));
    remembering
        .state()
        .forEach((name, tensor) -> arrays.put(LISTENER + name, TypedArray.of(tensor)));
    Map<String, String> metadata =
        Map.of(
            "epochs", Integer.toString(progress.epochs()),
            "batch", Integer.toString(progress.batch()),
            "seed", Long.toString(progress.seed()),
            "done", Integer.toString(progress.done()));
    new Safetensors(arrays, metadata).write(file);
  }

  /** Saves after each epoch, over the epoch before. If that fails, so does training. */
  public static FitListener afterEachEpoch(
      Path file, Network model, Optimiser optimiser, Fit.Options options) {
    return afterEachEpoch(file, model, optimiser, options, FitListener.silent());
  }

  /**
   * The same with what another listener remembers, which has to be told first: {@code
   * stopping.and(Checkpoint.afterEachEpoch(file, model, optimiser, options, stopping))}.
   */
  public static FitListener afterEachEpoch(
      Path file, Network model, Optimiser optimiser, Fit.Options options, FitListener remembering) {
    return FitListener.afterEachEpoch(
        epoch -> save(file, model, optimiser, options.withDone(epoch.number()), remembering));
  }

  /**
   * Puts model and optimiser back to where they were.
   *
   * @param model built as the saved one was
   * @param optimiser made as the saved one was
   * @return what {@link Fit#run} goes on with
   * @throws DataException if the file cannot be read or is of something else; then nothing has
   *     changed
   */
  public static Fit.Options load(Path file, Network model, Optimiser optimiser) {
    return load(file, model, optimiser, FitListener.silent());
  }

  /** The same for a listener that was saved, too; made as that one was. */
  public static Fit.Options load(
      Path file, Network model, Optimiser optimiser, FitListener remembering) {
    Safetensors read = Safetensors.read(file);
    Fit.Options progress = progress(file, read.metadata());
    Map<String, Parameter> places = Names.all(model);
    Map<String, TypedArray> arrays = arraysOf(file, read, places);
    Map<String, Tensor> before = remembering.state();
    try {
      remembering.restore(Places.memory(read, LISTENER, deviceOf(places)));
    } catch (IllegalArgumentException e) {
      throw new DataException(file + " does not fit the listener: " + e.getMessage(), e);
    }
    try {
      optimiser.restore(Places.memory(read, OPTIMISER, deviceOf(places)));
    } catch (IllegalArgumentException e) {
      remembering.restore(before);
      throw new DataException(file + " does not fit the optimiser: " + e.getMessage(), e);
    }
    Places.write(arrays, places);
    return progress;
  }

  /** Puts back the model only, for predictions. */
  public static void load(Path file, Network model) {
    Safetensors read = Safetensors.read(file);
    progress(file, read.metadata());
    Map<String, Parameter> places = Names.all(model);
    Places.write(arraysOf(file, read, places), places);
  }

  private static Fit.Options progress(Path file, Map<String, String> metadata) {
    if (!metadata.keySet().containsAll(Set.of("epochs", "batch", "seed", "done"))) {
      throw new DataException(
          file
              + " is not a checkpoint: its metadata should have epochs, batch, seed and done, got "
              + metadata.keySet());
    }
    try {
      return new Fit.Options(
          Integer.parseInt(metadata.get("epochs")),
          Integer.parseInt(metadata.get("batch")),
          Long.parseLong(metadata.get("seed")),
          Integer.parseInt(metadata.get("done")));
    } catch (IllegalArgumentException e) { // of which NumberFormatException is one
      throw new DataException(file + " has bad metadata: " + e.getMessage(), e);
    }
  }

  private static Map<String, TypedArray> arraysOf(
      Path file, Safetensors read, Map<String, Parameter> places) {
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    read.arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(MODEL)) {
                arrays.put(name.substring(MODEL.length()), array);
              } else if (!name.startsWith(OPTIMISER) && !name.startsWith(LISTENER)) {
                throw new DataException(file + " has a tensor of nobody: '" + name + "'");
              }
            });
    Places.requireFit(file, arrays, places, Set.of());
    return arrays;
  }

  private static Device<?> deviceOf(Map<String, Parameter> places) {
    return places.values().stream()
        .findFirst()
        .<Device<?>>map(place -> place.value().device())
        .orElse(Device.reference());
  }
}
