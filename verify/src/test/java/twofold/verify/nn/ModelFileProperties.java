package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Merge;
import twofold.nn.layer.Network;
import twofold.nn.optim.Optimiser;
import twofold.nn.save.ModelFile;
import twofold.nn.save.Names;
import twofold.nn.schedule.Schedule;
import twofold.rnn.cell.Cell;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.verify.TempFolder;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** A model that is loaded is the one that was saved, and no file does harm; {@code ModelFile}. */
class ModelFileProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Draw draw(long seed) {
    return new Draw(new SplittableRandom(seed));
  }

  private static Device<?> device(Draw draw) {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    return devices.get(draw.from(0, devices.size() - 1));
  }

  private static List<double[]> outputs(Network network, List<Tensor> inputs, Context context) {
    return network.forward(inputs, context).stream().map(Tensor::toArray).toList();
  }

  private static void assertSame(List<double[]> actual, List<double[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int k = 0; k < expected.size(); k++) {
      assertThat(actual.get(k)).isEqualTo(expected.get(k));
    }
  }

  /** All numbers of a network, by their names. */
  private static Map<String, double[]> numbers(Network network) {
    Map<String, double[]> numbers = new TreeMap<>();
    Names.all(network).forEach((name, place) -> numbers.put(name, place.value().toArray()));
    return numbers;
  }

  private static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, is) -> assertThat(actual.get(name)).as(name).isEqualTo(is));
  }

  /**
   * Any network, whose running averages have moved: what is loaded predicts the same bits, does the
   * same in training - chance, averages - and is the same file when it is saved again.
   */
  @Property(tries = 150)
  void aLoadedNetworkIsTheSavedOne(@ForAll long seed) throws IOException {
    Draw draw = draw(seed);
    Device<?> device = device(draw);
    AnyNetwork.Drawn drawn = AnyNetwork.draw(draw, device);
    Network saved = drawn.network();
    saved.forward(drawn.inputs(), Context.training(RandomStreams.of(seed)));
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          ModelFile.save(file, saved);
          Network loaded = ModelFile.load(file, device).network();
          assertThat(loaded).hasToString(saved.toString());
          assertSame(numbers(loaded), numbers(saved));
          assertSame(
              outputs(loaded, drawn.inputs(), Context.INFERENCE),
              outputs(saved, drawn.inputs(), Context.INFERENCE));
          byte[] first = Files.readAllBytes(file);
          ModelFile.save(file, loaded);
          assertThat(Files.readAllBytes(file)).isEqualTo(first);
          assertSame(
              outputs(loaded, drawn.inputs(), Context.training(RandomStreams.of(seed))),
              outputs(saved, drawn.inputs(), Context.training(RandomStreams.of(seed))));
          assertSame(numbers(loaded), numbers(saved));
        });
  }

  /** Some steps down the mean square of the outputs, each with randomness of its own. */
  private static void train(
      Network network, Optimiser optimiser, List<Tensor> inputs, int from, int to) {
    for (int step = from; step < to; step++) {
      Tensor loss = null;
      for (Tensor y : network.forward(inputs, Context.training(RandomStreams.of(step)))) {
        Tensor part = y.multiply(y).mean();
        loss = loss == null ? part : loss.add(part);
      }
      optimiser.descend(network.parameters(), loss);
      optimiser.observe(1 + step % 3);
    }
  }

  /**
   * Any optimiser of any network, stopped after any step and loaded by who knows nothing but the
   * file, goes on to the bit as if it had never been stopped.
   */
  @Property(tries = 150)
  void aLoadedOptimiserGoesOn(@ForAll long seed) throws IOException {
    Draw draw = draw(seed);
    Device<?> device = device(draw);
    AnyNetwork.Drawn drawn = AnyNetwork.draw(draw, device);
    Network straight = drawn.network();
    Optimiser optimiser = new AnyOptimiser(draw).optimiser();
    int stop = draw.from(0, 4);
    train(straight, optimiser, drawn.inputs(), 0, stop);
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          ModelFile.save(file, straight, optimiser);
          ModelFile.Loaded loaded = ModelFile.load(file, device);
          byte[] first = Files.readAllBytes(file);
          ModelFile.save(file, loaded.network(), loaded.optimiser());
          assertThat(Files.readAllBytes(file)).isEqualTo(first);
          train(straight, optimiser, drawn.inputs(), stop, stop + 4);
          train(loaded.network(), loaded.optimiser(), drawn.inputs(), stop, stop + 4);
          assertSame(numbers(loaded.network()), numbers(straight));
        });
  }

  /** A small model file with an optimiser that has memory. */
  private static void save(Path file, Draw draw) {
    AnyNetwork.Drawn drawn = AnyNetwork.draw(draw, Device.cpu());
    Optimiser optimiser = new AnyOptimiser(draw).optimiser();
    train(drawn.network(), optimiser, drawn.inputs(), 0, 1);
    ModelFile.save(file, drawn.network(), optimiser);
  }

  /** What has been changed is refused in one line with the file's name, or is what it says. */
  private static void assertHarmless(Path file) {
    ModelFile.Loaded loaded;
    try {
      loaded = ModelFile.load(file, Device.cpu());
    } catch (DataException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      assertThat(e.getMessage().length()).isLessThan(file.toString().length() + 1000);
      Statistics.collect("refused");
      return;
    }
    Statistics.collect("loaded");
    Map<String, String> read = Safetensors.read(file).metadata();
    if (loaded.maybeOptimiser().isPresent()) {
      ModelFile.save(file, loaded.network(), loaded.optimiser());
    } else {
      ModelFile.save(file, loaded.network());
    }
    Map<String, String> again = Safetensors.read(file).metadata();
    for (String description : List.of("model", "optimiser")) {
      assertThat(again.containsKey(description)).isEqualTo(read.containsKey(description));
      if (read.containsKey(description)) {
        JsonNode was = parse(read.get(description));
        assertThat(was.equals(ModelFileProperties::compare, parse(again.get(description))))
            .as("%s is %s, loaded as %s", description, was, again.get(description))
            .isTrue();
      }
    }
  }

  /**
   * The theorem is about both outcomes, so both must happen. Of 100 files some four are loaded:
   * that none of 400 is has a chance of 0.96⁴⁰⁰ ≈ 10⁻⁷.
   */
  private static void requireBoth() {
    Statistics.coverage(
        coverage -> {
          coverage.check("refused").count(count -> count > 0);
          coverage.check("loaded").count(count -> count > 0);
        });
  }

  /** 1 and 1.0 are one number. */
  private static int compare(JsonNode a, JsonNode b) {
    boolean areNumbers = a.isNumber() && b.isNumber();
    return areNumbers ? Double.compare(a.doubleValue(), b.doubleValue()) : a.equals(b) ? 0 : 1;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Some bytes of a file: most of them in its header, where descriptions are. */
  @Property(tries = 400)
  void changedBytesDoNoHarm(@ForAll long seed) throws IOException {
    Draw draw = draw(seed);
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          save(file, draw);
          byte[] bytes = Files.readAllBytes(file);
          int header = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
          for (int change = draw.from(1, 3); change > 0; change--) {
            int at = draw.from(0, (draw.chance(0.7) ? header : bytes.length) - 1);
            bytes[at] = draw.chance(0.5) ? (byte) draw.random().nextInt() : bytes[draw.from(8, 99)];
          }
          Files.write(file, bytes);
          assertHarmless(file);
        });
    requireBoth();
  }

  /** Descriptions that are JSON, but with something else at some places. */
  @Property(tries = 1000)
  void changedDescriptionsDoNoHarm(@ForAll long seed) throws IOException {
    Draw draw = draw(seed);
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          save(file, draw);
          Safetensors read = Safetensors.read(file);
          Map<String, String> metadata = new TreeMap<>(read.metadata());
          String which = draw.chance(0.7) ? "model" : "optimiser";
          JsonNode json = parse(metadata.get(which));
          for (int change = draw.from(1, 2); change > 0; change--) {
            json = new AnyChange(draw, json).made();
          }
          metadata.put(which, json.toString());
          new Safetensors(read.arrays(), metadata).write(file);
          assertHarmless(file);
        });
    requireBoth();
  }

  /** The theorems are about all kinds: those who draw draw each of them. */
  @Example
  void everyKindIsDrawn() throws IOException {
    Set<String> kinds = new TreeSet<>();
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          for (long seed = 0; seed < 400; seed++) {
            save(file, draw(seed));
            Map<String, String> metadata = Safetensors.read(file).metadata();
            for (String description : List.of("model", "optimiser")) {
              parse(metadata.get(description)).findValuesAsText("kind").forEach(kinds::add);
            }
          }
        });
    kinds.removeAll(Set.of("input", "layer", "merge")); // what is in a graph
    assertThat(kinds).isEqualTo(ModelFile.kinds().keySet());
  }

  /**
   * Whatever is a layer, a cell, a merge, an optimiser or a schedule can be saved, or there is a
   * reason.
   */
  @Example
  void nothingIsForgotten() {
    Set<String> known = new TreeSet<>();
    Stream.concat(ModelFile.kinds().values().stream(), ModelFile.without().keySet().stream())
        .forEach(type -> known.add(type.getName()));
    Set<String> there = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("twofold")) {
      boolean isOne =
          Stream.of(Network.class, Cell.class, Merge.class, Optimiser.class, Schedule.class)
              .anyMatch(type::isAssignableTo);
      if (isOne && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
        there.add(type.getName());
      }
    }
    assertThat(known).isEqualTo(there);
    assertThat(there).hasSizeGreaterThanOrEqualTo(50);
  }
}
