package twofold.nn.estimator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.math.estimator.ProbabilisticClassifier;
import twofold.math.estimator.Regressor;
import twofold.math.estimator.TrainingRows;
import twofold.nn.data.Standardise;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.Penalty;
import twofold.nn.loss.SquaredError;
import twofold.nn.optim.Adam;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.nn.train.RowExamples;
import twofold.tensor.Device;

/**
 * A network in the form that all estimators have: rows of numbers and their answers go in, a model
 * that no longer changes comes out. Where a model is chosen among many, by cross-validation or
 * otherwise, a network can then stand beside nearest neighbours or a tree.
 *
 * <pre>
 *   z = (x − μ)/σ for each feature, μ and σ those of the training rows
 *
 *   classification   p(c | x) = softmax(f(z))_c        f has an output for each class
 *                    trained on the cross-entropy
 *   regression       y(x) = μ_y + σ_y·f(z)             f has one output
 *                    trained on the squared error of (y − μ_y)/σ_y
 *
 *   both with λ·Σ w² over the parameters w, by Adam, in batches.
 * </pre>
 *
 * So the units of features and answers do not matter. The same seed gives the same model, to the
 * bit; what it says of a point does not depend on the other points it is asked about.
 *
 * <p>[Bishop 2006, Pattern Recognition and Machine Learning, section 5.2]
 */
public final class NetworkEstimator {
  private NetworkEstimator() {}

  /** How a network is built for so many features and outputs. */
  @FunctionalInterface
  public interface Architecture {
    Layer build(Device<?> device, int features, int outputs, RandomGenerator random);

    /** Dense layers with ReLU between them; without hidden ones it is a linear model. */
    static Architecture dense(int... hidden) {
      int[] units = hidden.clone();
      return (device, features, outputs, random) -> {
        List<Layer> layers = new ArrayList<>();
        int inputs = features;
        for (int count : units) {
          layers.add(new Dense(device, inputs, count, Initialiser.he(), random));
          layers.add(Activation.relu());
          inputs = count;
        }
        layers.add(new Dense(device, inputs, outputs, Initialiser.glorot(), random));
        return new Sequential(layers);
      };
    }
  }

  /**
   * The hyper-parameters.
   *
   * @param architecture of the network
   * @param rate the learning rate of Adam
   * @param l2 λ, what large parameters cost
   * @param epochs how often every row is seen
   * @param batch rows in a step
   * @param seed of first weights, order of rows, and whatever chance the network has
   * @param device where it trains and answers
   */
  public record Options(
      Architecture architecture,
      double rate,
      double l2,
      int epochs,
      int batch,
      long seed,
      Device<?> device) {

    public Options {
      if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("l2 must be 0 or more and finite, got " + l2);
      }
      new Adam(rate); // these check what they are given
      new Fit.Options(epochs, batch, seed);
    }

    /** One hidden layer of 64 units, rate 0.003, λ = 10⁻⁴, 100 epochs, batches of 32, seed 1. */
    public Options() {
      this(Architecture.dense(64), 0.003, 1e-4, 100, 32, 1, Device.cpu());
    }

    /** Dense layers of so many units. */
    public Options withHidden(int... units) {
      return withArchitecture(Architecture.dense(units));
    }

    public Options withArchitecture(Architecture architecture) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withRate(double rate) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withL2(double l2) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withEpochs(int epochs) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withBatch(int batch) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withSeed(long seed) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }

    public Options withDevice(Device<?> device) {
      return new Options(architecture, rate, l2, epochs, batch, seed, device);
    }
  }

  /**
   * Learns classes.
   *
   * @param x training rows, (n, d), finite numbers
   * @param y n labels from 0 on; the largest says how many classes there are
   * @throws IllegalArgumentException if sizes do not fit, a number is not finite, or a label is
   *     negative
   */
  public static ProbabilisticClassifier fit(double[][] x, int[] y, Options options) {
    double[][] rows = TrainingRows.copy(x, y.length);
    int classes = TrainingRows.classes(y);
    double[][] targets = new double[rows.length][classes];
    for (int i = 0; i < rows.length; i++) {
      targets[i][y[i]] = 1;
    }
    Trained trained = trained(rows, targets, Objective.crossEntropy(), options);
    return new Trained.ClassificationModel(trained, classes);
  }

  /**
   * Learns numbers.
   *
   * @param x training rows, (n, d), finite numbers
   * @param y n values, finite numbers
   * @throws IllegalArgumentException if sizes do not fit, or a number is not finite
   */
  public static Regressor fit(double[][] x, double[] y, Options options) {
    double[][] rows = TrainingRows.copy(x, y.length);
    TrainingRows.requireFinite("y", y);
    double[][] values = Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
    Standardise scale = Standardise.learn(values);
    double[][] targets = Arrays.stream(values).map(scale::apply).toArray(double[][]::new);
    Objective objective = Objective.mean(SquaredError::squaredError);
    return new Trained.RegressionModel(trained(rows, targets, objective, options), scale);
  }

  private static Trained trained(
      double[][] rows, double[][] targets, Objective objective, Options options) {
    Standardise scale = Standardise.learn(rows);
    List<RowExamples.Row> examples = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      examples.add(new RowExamples.Row(scale.apply(rows[i]), targets[i]));
    }
    RandomGenerator random = RandomStreams.stream(options.seed, RandomStreams.name("weights"));
    int features = rows[0].length;
    Layer network = options.architecture.build(options.device, features, targets[0].length, random);
    Objective penalised =
        options.l2 == 0
            ? objective
            : objective.plus(() -> Penalty.l2(network.parameters(), options.l2));
    new Fit(options.device, network, penalised, new Adam(options.rate))
        .run(
            new RowExamples(examples),
            new RowExamples(List.of()),
            new Fit.Options(options.epochs, options.batch, options.seed));
    return new Trained(options.device, network, features, scale);
  }
}
