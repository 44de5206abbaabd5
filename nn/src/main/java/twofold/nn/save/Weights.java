package twofold.nn.save;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import twofold.nn.layer.Network;
import twofold.tensor.Parameter;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;

/**
 * What a model has learned, in a .safetensors file: for predictions, and for other programs.
 *
 * <p>The file has the numbers as the device has them, bit for bit: F32, or F64 from the reference.
 * It does not have the architecture: that is a few lines of Java, which build the model that the
 * numbers are loaded into. Tensors are called as {@link Names} says.
 *
 * <p>A file takes its name whole, in one step: a program that is killed while it saves leaves the
 * old file. A load that fails changes nothing.
 */
public final class Weights {
  private Weights() {}

  /**
   * Saves all that predictions depend on: the parameters and the layers' state.
   *
   * @throws DataException if the file cannot be written
   */
  public static void save(Path file, Network model) {
    save(file, Names.all(model));
  }

  /** Saves the parameters only: where batch norm is fitted anew, say, or for other programs. */
  public static void saveParameters(Path file, Network model) {
    save(file, Names.parameters(model));
  }

  private static void save(Path file, Map<String, Parameter> places) {
    new Safetensors(Places.read(places), Map.of()).write(file);
  }

  /**
   * Makes the model predict, to the bit, what the saved one did.
   *
   * @param model built as the saved one was, on any device whose numbers can hold the saved ones
   * @throws DataException if the file cannot be read, or its tensors are not those of the model
   */
  public static void load(Path file, Network model) {
    load(file, Names.all(model), Set.of());
  }

  /** Loads the parameters only; state that the file has is passed over, the model's own stays. */
  public static void loadParameters(Path file, Network model) {
    Map<String, Parameter> learned = Names.parameters(model);
    Set<String> state = new HashSet<>(Names.all(model).keySet());
    state.removeAll(learned.keySet());
    load(file, learned, state);
  }

  private static void load(Path file, Map<String, Parameter> places, Set<String> tolerated) {
    Safetensors read = Safetensors.read(file);
    Places.requireFit(file, read.arrays(), places, tolerated);
    Places.write(read.arrays(), places);
  }
}
