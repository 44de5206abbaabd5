package twofold.nn.save;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.optim.Optimiser;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;

/**
 * A whole model in one .safetensors file: what it is made of, and all its numbers. Who loads it
 * needs no line of the program that built it.
 *
 * <pre>
 *   0.weights, 1.running mean, …    the tensors, as in a file of {@link Weights}
 *   optimiser.…                     what the optimiser remembers, if it was saved too
 *   metadata  twofold               "model 1", the version of all this
 *             model                 JSON: the architecture
 *             optimiser             JSON: the optimiser's kind and settings, its schedule among them
 *
 *   {"kind": "sequential", "layers": [
 *     {"kind": "dense", "weights": "0.weights", "bias": "0.bias"},
 *     {"kind": "activation", "function": "ReLU"},
 *     {"kind": "dropout", "rate": 0.5}, …
 * </pre>
 *
 * How that is done, and what can be relied on:
 *
 * <ul>
 *   <li>The kinds are a closed list, {@link LayerKinds}, {@link OptimiserKinds} and what the
 *       modules on the class path {@linkplain Kinds.Provider bring along}, one entry each. The
 *       compiler checks that what is written is what the constructor takes.
 *   <li>A layer is made of its tensors. Sizes are their shapes and are said nowhere else, so a
 *       description cannot lie about them, and cannot ask for memory that the file does not fill.
 *       No random number is drawn.
 *   <li>Layers that name one tensor share one parameter. A graph names each layer once, and at its
 *       nodes the layer's number.
 *   <li>What holds code of one's own cannot be saved, and says so.
 *   <li>Nothing in a file is believed: whatever does not fit is one line that says where, what was
 *       expected, and what came.
 * </ul>
 *
 * <p>What it says about progress is nothing: to stop and go on in the midst of training there is
 * {@link Checkpoint}.
 */
public final class ModelFile {
  private static final String FORMAT = "twofold";
  private static final String VERSION = "model 1";
  private static final String MODEL = "model";
  private static final String OPTIMISER = "optimiser";
  private static final String MEMORY = OPTIMISER + ".";

  /**
   * A memory of parameter k: {@code k.name}; under one {@code inner.} for each optimiser around.
   * Matched without ever going back, however long a name is.
   */
  private static final Pattern OF_PARAMETER = Pattern.compile("(?:inner\\.)*+(\\d{1,9})\\..*");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final List<Kinds<?>> ALL =
      List.of(
          LayerKinds.NETWORK, GraphKinds.MERGE, OptimiserKinds.OPTIMISER, OptimiserKinds.SCHEDULE);

  private ModelFile() {}

  private static List<Kinds<?>> all() {
    List<Kinds<?>> all = new ArrayList<>(ALL);
    Kinds.provided().forEach(module -> all.addAll(module.parts()));
    return all;
  }

  /**
   * What was in a file.
   *
   * @param file its name, for people
   * @param network with its weights and its layers' state
   * @param maybeOptimiser as it was, if it was saved
   */
  public record Loaded(Path file, Network network, Optional<Optimiser> maybeOptimiser) {

    /** The network as a layer, which has one input and one output. */
    public Layer layer() {
      if (network instanceof Layer layer) {
        return layer;
      }
      throw new DataException(
          file
              + " should have a layer, with one input and one output, got "
              + Reading.shortened(network.toString()));
    }

    /** The optimiser, ready to go on. */
    public Optimiser optimiser() {
      return maybeOptimiser.orElseThrow(
          () -> new DataException(file + " should have an optimiser, got a model only"));
    }
  }

  /**
   * Saves a network: for predictions, or to train it anew.
   *
   * @throws IllegalArgumentException if some of it cannot be described; nothing is written
   * @throws DataException if the file cannot be written; what was there before is there still
   */
  public static void save(Path file, Network network) {
    save(file, network, Optional.empty());
  }

  /** Saves a network with the optimiser that trains all its parameters: to go on. */
  public static void save(Path file, Network network, Optimiser optimiser) {
    save(file, network, Optional.of(optimiser));
  }

  private static void save(Path file, Network network, Optional<Optimiser> optimiser) {
    Map<String, Parameter> places = Names.all(network);
    Map<String, TypedArray> arrays = new LinkedHashMap<>(Places.read(places));
    Map<String, String> metadata = new TreeMap<>(Map.of(FORMAT, VERSION));
    metadata.put(MODEL, LayerKinds.NETWORK.write(network, Writing.of(places, MODEL)).toString());
    optimiser.ifPresent(
        rule -> {
          Map<String, Tensor> memory = rule.state();
          requireMemoryOf(network.parameters(), memory);
          memory.forEach((name, tensor) -> arrays.put(MEMORY + name, TypedArray.of(tensor)));
          Writing top = Writing.of(Map.of(), OPTIMISER);
          metadata.put(OPTIMISER, OptimiserKinds.OPTIMISER.write(rule, top).toString());
        });
    new Safetensors(arrays, metadata).write(file);
  }

  /**
   * Builds what a file describes.
   *
   * @param device where it will be; its numbers must be able to hold the saved ones exactly
   * @throws DataException if the file cannot be read, or describes nothing that can be built
   */
  public static Loaded load(Path file, Device<?> device) {
    Safetensors read = Safetensors.read(file);
    Map<String, String> metadata = read.metadata();
    if (!VERSION.equals(metadata.get(FORMAT)) || !metadata.containsKey(MODEL)) {
      throw new DataException(
          file
              + " does not describe a model: its metadata should have twofold = '"
              + VERSION
              + "' and a model, got twofold = '"
              + Reading.shortened(String.valueOf(metadata.get(FORMAT)))
              + "' and "
              + Reading.shortened(metadata.keySet().toString()));
    }
    var source = new Reading.Source(file, device, read.arrays());
    Network network =
        LayerKinds.NETWORK.read(
            json(file, MODEL, metadata.get(MODEL)), new Reading(source, MODEL, 0));
    boolean hasOptimiser = metadata.containsKey(OPTIMISER);
    requireAllUsed(file, Names.all(network), source.made(), read, hasOptimiser);
    return new Loaded(
        file,
        network,
        hasOptimiser ? Optional.of(optimiser(source, read, network)) : Optional.empty());
  }

  /**
   * All that a file can describe, by its name there: layers, merges, optimisers, schedules, and
   * what these are made of.
   */
  public static Map<String, Class<?>> kinds() {
    Map<String, Class<?>> kinds = new TreeMap<>();
    for (Kinds<?> some : all()) {
      some.all().forEach(kind -> kinds.put(kind.name(), kind.type()));
    }
    return kinds;
  }

  /** What it cannot describe, or only in part, and why. */
  public static Map<Class<?>, String> without() {
    Map<Class<?>, String> without = new LinkedHashMap<>();
    all().forEach(some -> without.putAll(some.without()));
    return without;
  }

  private static JsonNode json(Path file, String what, String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new DataException(
          file + " has a bad description: " + what + " should be JSON: " + e.getOriginalMessage(),
          e);
    }
  }

  /** Tensors have the names that their places have in the model, and there are no others. */
  private static void requireAllUsed(
      Path file,
      Map<String, Parameter> places,
      Map<String, Parameter> made,
      Safetensors read,
      boolean hasOptimiser) {
    places.forEach(
        (name, place) -> {
          if (made.get(name) != place) {
            throw new DataException(
                file
                    + " has a bad description: tensor '"
                    + name
                    + "' should be "
                    + place
                    + " of the model, but is called otherwise there");
          }
        });
    for (String name : read.arrays().keySet()) {
      if (!made.containsKey(name) && !(hasOptimiser && name.startsWith(MEMORY))) {
        throw new DataException(
            file + " has a tensor of nobody: '" + Reading.shortened(name) + "'");
      }
    }
  }

  private static Optimiser optimiser(Reading.Source source, Safetensors read, Network network) {
    Path file = source.file();
    JsonNode json = json(file, OPTIMISER, read.metadata().get(OPTIMISER));
    Optimiser optimiser = OptimiserKinds.OPTIMISER.read(json, new Reading(source, OPTIMISER, 0));
    try {
      Map<String, Tensor> memory = Places.memory(read, MEMORY, source.device());
      requireMemoryOf(network.parameters(), memory);
      optimiser.restore(memory);
      return optimiser;
    } catch (IllegalArgumentException e) {
      throw new DataException(file + " does not fit its optimiser: " + Reading.told(e), e);
    }
  }

  /** An optimiser remembers something for each parameter, of its shape, or for none at all. */
  private static void requireMemoryOf(List<Parameter> parameters, Map<String, Tensor> memory) {
    TreeSet<Integer> remembered = new TreeSet<>();
    memory.forEach(
        (name, tensor) -> {
          Matcher matcher = OF_PARAMETER.matcher(name);
          if (matcher.matches()) {
            int k = Integer.parseInt(matcher.group(1));
            if (k >= parameters.size() || !tensor.shape().equals(parameters.get(k).shape())) {
              throw new IllegalArgumentException(
                  "memory '%s' of shape %s should be of parameter %d, got %s"
                      .formatted(
                          Reading.shortened(name),
                          tensor.shape(),
                          k,
                          k < parameters.size() ? parameters.get(k) : "no such parameter"));
            }
            remembered.add(k);
          }
        });
    if (!remembered.isEmpty() && remembered.size() != parameters.size()) {
      throw new IllegalArgumentException(
          "an optimiser should remember all %d parameters of the model, got %d"
              .formatted(parameters.size(), remembered.size()));
    }
  }
}
