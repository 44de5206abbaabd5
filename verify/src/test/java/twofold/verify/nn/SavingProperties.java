package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.GaussianNoise;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.MixtureOfExperts;
import twofold.nn.layer.PRelu;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.Optimiser;
import twofold.nn.save.Checkpoint;
import twofold.nn.save.Names;
import twofold.nn.save.Weights;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.FitListener;
import twofold.nn.train.History;
import twofold.nn.train.Objective;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.TempFolder;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.Twins;

/** What is saved and loaded again is the same to the bit; {@code Weights}, {@code Checkpoint}. */
class SavingProperties {
  private static final FitListener SILENT = new FitListener() {};
  private static final int FEATURES = 3;

  private static List<Device<?>> devices() {
    List<Device<?>> devices = new ArrayList<>(Twins.devices());
    devices.add(Device.reference());
    return devices;
  }

  private static Device<?> device(Draw draw) {
    List<Device<?>> devices = devices();
    return devices.get(draw.from(0, devices.size() - 1));
  }

  /** Layers of all kinds that keep something or need chance, nested at random. */
  private static Layer model(Draw draw, Device<?> device) {
    List<Layer> layers = new ArrayList<>();
    layers.add(dense(draw, device));
    layers.add(new BatchNorm(device, FEATURES));
    layers.add(new Dropout(0.3));
    for (int more = draw.from(0, 3); more > 0; more--) {
      layers.add(layer(draw, device));
    }
    layers.add(dense(draw, device));
    return new Sequential(layers);
  }

  private static Layer layer(Draw draw, Device<?> device) {
    return switch (draw.from(0, 5)) {
      case 0 -> new BatchNorm(device, FEATURES);
      case 1 -> new PRelu(device, FEATURES);
      case 2 -> new GaussianNoise(0.1);
      case 3 -> Activation.tanh();
      case 4 -> Branches.residual(new Sequential(layer(draw, device), layer(draw, device)));
      default ->
          new MixtureOfExperts(
              new Dense(device, FEATURES, 2, Initialiser.glorot(), draw.random()),
              List.of(dense(draw, device), layer(draw, device)));
    };
  }

  private static Dense dense(Draw draw, Device<?> device) {
    return new Dense(device, FEATURES, FEATURES, Initialiser.glorot(), draw.random());
  }

  /** The same architecture, from the same seed; and the same numbers, which are then moved. */
  private static Layer built(long seed, Device<?> device) {
    return model(new Draw(new SplittableRandom(seed)), device);
  }

  /** Built the same way, but with other numbers in every place. */
  private static Layer builtElsewhere(long seed, Device<?> device) {
    Layer model = built(seed, device);
    for (Parameter place : Names.all(model).values()) {
      double[] other = new double[place.size()];
      Arrays.fill(other, 0.5);
      place.set(other);
    }
    return model;
  }

  /** Points of a cloud, and their squares. */
  private record Cloud(double[] numbers) implements Examples {
    static Cloud of(Draw draw, int points) {
      return new Cloud(draw.normals(new Shape(points, FEATURES)).toArray());
    }

    @Override
    public int count() {
      return numbers.length / FEATURES;
    }

    @Override
    public Batch batch(Device<?> device, int[] order, int from, int to) {
      double[] rows = new double[(to - from) * FEATURES];
      for (int i = from; i < to; i++) {
        System.arraycopy(numbers, order[i] * FEATURES, rows, (i - from) * FEATURES, FEATURES);
      }
      Tensor x = device.tensor(new Shape(to - from, FEATURES), rows);
      return new Batch(x, x.multiply(x));
    }
  }

  private static Fit fit(Device<?> device, Layer model, Optimiser optimiser) {
    return new Fit(device, model, Objective.mean(SquaredError::squaredError), optimiser);
  }

  private static void assertSame(
      Map<String, double[]> actual, Map<String, double[]> expected, String what) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, numbers) ->
            assertThat(actual.get(name)).as("%s: %s", what, name).isEqualTo(numbers));
  }

  private static Map<String, double[]> numbers(Layer model) {
    Map<String, double[]> numbers = new TreeMap<>();
    Names.all(model).forEach((name, place) -> numbers.put(name, place.value().toArray()));
    return numbers;
  }

  private static Map<String, double[]> numbers(Optimiser optimiser) {
    Map<String, double[]> numbers = new TreeMap<>();
    optimiser.state().forEach((name, tensor) -> numbers.put(name, tensor.toArray()));
    return numbers;
  }

  /** Every parameter and every number of the state has one name, and the same one each time. */
  @Property(tries = 100)
  void eachPlaceHasOneName(@ForAll long seed) {
    Layer model = built(seed, Device.reference());
    List<Parameter> places = new ArrayList<>(model.parameters());
    assertThat(Names.parameters(model).values()).containsExactlyElementsOf(places);
    places.addAll(model.state());
    assertThat(Names.all(model).values()).containsExactlyInAnyOrderElementsOf(places);
    assertThat(Names.all(built(seed, Device.cpu())).keySet())
        .containsExactlyElementsOf(Names.all(model).keySet());
  }

  /**
   * A model that has been trained a little, saved, and loaded elsewhere, predicts the same bits.
   */
  @Property(tries = 40)
  void aReloadedModelPredictsTheSameBits(@ForAll long seed) throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = device(draw);
    Layer one = built(seed, device);
    Cloud cloud = Cloud.of(draw, 12);
    Rules rule = Rules.ALL.get(draw.from(0, Rules.ALL.size() - 1));
    fit(device, one, rule.at(0.01)).run(cloud, cloud, new Fit.Options(2, 5, seed), SILENT);
    Layer other = builtElsewhere(seed, device);
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          Weights.save(file, one);
          Weights.load(file, other);
        });
    assertSame(numbers(other), numbers(one), "on " + device);
    Tensor x = draw.normals(new Shape(7, FEATURES)).to(device);
    double[] expected = one.forward(x, Context.INFERENCE).toArray();
    assertThat(other.forward(x, Context.INFERENCE).toArray()).isEqualTo(expected);
  }

  /** Whatever the numbers are, NaN, −0 and subnormal ones too, they come back as they were. */
  @Property(tries = 20)
  void everyNumberComesBack(@ForAll long seed) throws IOException {
    for (Device<?> device : devices()) {
      Draw draw = new Draw(new SplittableRandom(seed));
      Layer one = built(seed, device);
      for (Parameter place : Names.all(one).values()) {
        place.set(draw.specials(place.shape()).toArray());
      }
      Layer other = builtElsewhere(seed, device);
      TempFolder.withFile(
          "a.safetensors",
          file -> {
            Weights.save(file, one);
            Weights.load(file, other);
          });
      numbers(one)
          .forEach(
              (name, numbers) -> {
                double[] read = numbers(other).get(name);
                for (int i = 0; i < numbers.length; i++) {
                  assertThat(Double.doubleToRawLongBits(read[i]))
                      .as("%s[%d] on %s", name, i, device)
                      .isEqualTo(Double.doubleToRawLongBits(numbers[i]));
                }
              });
    }
  }

  /**
   * Training that is stopped after any epoch, or before the first, and gone on with from the
   * checkpoint makes the same bits as training that was never stopped: what is learned, what the
   * layers and the optimiser remember, and the scores of the epochs that are left. With dropout,
   * noise, batch norm, a schedule that waits for plateaus, averages; each rule; any device.
   */
  @Property(tries = 60)
  void resumedIsNeverStopped(@ForAll long seed) throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    Device<?> device = device(draw);
    Rules rule = Rules.ALL.get(draw.from(0, Rules.ALL.size() - 1));
    String what = rule + " on " + device;
    Cloud train = Cloud.of(draw, draw.from(2, 20));
    Cloud test = Cloud.of(draw, 5);
    int stop = draw.from(0, 3);
    Fit.Options options = new Fit.Options(stop + draw.from(1, 2), draw.from(2, 8), seed);

    Layer straight = built(seed, device);
    Optimiser ofStraight = OptimiserProperties.wrapped(rule);
    History never = fit(device, straight, ofStraight).run(train, test, options, SILENT);

    Layer second = builtElsewhere(seed, device);
    Optimiser ofSecond = OptimiserProperties.wrapped(rule);
    TempFolder.withFile(
        "a.safetensors",
        file -> {
          Layer first = built(seed, device);
          Optimiser ofFirst = OptimiserProperties.wrapped(rule);
          if (stop == 0) {
            Checkpoint.save(file, first, ofFirst, options);
          } else {
            FitListener saving = Checkpoint.afterEachEpoch(file, first, ofFirst, options);
            fit(device, first, ofFirst).run(train, test, options.withEpochs(stop), saving);
          }
          Fit.Options rest = Checkpoint.load(file, second, ofSecond);
          assertThat(rest).isEqualTo(options.withDone(stop));
          History resumed = fit(device, second, ofSecond).run(train, test, rest, SILENT);
          assertThat(scores(resumed))
              .as(what)
              .isEqualTo(scores(never).subList(stop, options.epochs()));
        });
    assertSame(numbers(second), numbers(straight), what);
    assertSame(numbers(ofSecond), numbers(ofStraight), what);
  }

  private static List<String> scores(History history) {
    return history.epochs().stream()
        .map(epoch -> epoch.number() + " " + epoch.train() + " " + epoch.test())
        .toList();
  }
}
