package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Antirectifier;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.GaussianNoise;
import twofold.nn.layer.GlobalMaxPooling2d;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.SpatialDropout;
import twofold.nn.layer.SpatialPyramidPooling;
import twofold.tensor.Create;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/**
 * Theorems about {@code SpatialDropout}, {@code GaussianNoise}, {@code SpatialPyramidPooling},
 * {@code Antirectifier}, {@code Lambda} and {@code Embedding}.
 */
class FurtherLayersProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    long seed = draw.random().nextLong();
    Shape picture = new Shape(draw.from(1, 3), 2, draw.from(1, 4), draw.from(1, 4));
    return switch (draw.from(0, 4)) {
      case 0 -> new Example(new SpatialDropout(0.5), draw.normals(picture), seed);
      case 1 -> new Example(new GaussianNoise(0.5), draw.normals(picture), seed);
      case 2 -> new Example(new SpatialPyramidPooling(1, 2, 3), draw.distinct(picture), seed);
      case 3 -> {
        Lambda twice = new Lambda("tanh²", (x, context) -> Tanh.tanh(x).multiply(Tanh.tanh(x)));
        yield new Example(twice, draw.normals(picture), seed);
      }
      default -> {
        // no number of a row is its mean, the kink; rows of two numbers would all become ±1/√2
        Tensor x = draw.normals(new Shape(draw.from(1, 3), draw.from(3, 6)));
        yield new Example(new Antirectifier(), x, 0);
      }
    };
  }

  /** A channel is forgotten as a whole or kept as a whole, times 1/(1 − p); fairly. */
  @Property(tries = 20, seed = "7")
  void spatialDropoutForgetsChannels(@ForAll long seed) {
    int channels = 2000;
    Tensor x = DEVICE.ones(2, channels, 3);
    Context training = Context.training(RandomStreams.of(seed));
    double[] y = new SpatialDropout(0.25).forward(x, training).toArray();
    int kept = 0;
    for (int c = 0; c < 2 * channels; c++) {
      assertThat(y[3 * c]).isIn(0.0, 1 / 0.75);
      assertThat(y[3 * c + 1]).isEqualTo(y[3 * c]);
      assertThat(y[3 * c + 2]).isEqualTo(y[3 * c]);
      kept += y[3 * c] != 0 ? 1 : 0;
    }
    int n = 2 * channels;
    double miss = 6 * Math.sqrt(n * 0.25 * 0.75); // 6 standard errors
    assertThat((double) kept).isBetween(0.75 * n - miss, 0.75 * n + miss);
    assertThat(new SpatialDropout(0.5).forward(x, Context.INFERENCE)).isSameAs(x);
  }

  /** Noise has mean 0 and deviation σ, within 6 standard errors, and is anew in each pass. */
  @Property(tries = 10, seed = "8")
  void noiseIsNormal(@ForAll long seed) {
    int n = 20_000;
    Tensor x = DEVICE.zeros(n);
    Context training = Context.training(RandomStreams.of(seed));
    double[] once = new GaussianNoise(2).forward(x, training).toArray();
    double[] again = new GaussianNoise(2).forward(x, training).toArray();
    double mean = Arrays.stream(once).average().orElseThrow();
    double square = Arrays.stream(once).map(z -> z * z).average().orElseThrow();
    assertThat(Math.abs(mean)).isLessThan(6 * 2 / Math.sqrt(n));
    assertThat(Math.abs(square - 4)).isLessThan(6 * 4 * Math.sqrt(2.0 / n)); // Var z² = 2
    assertThat(once).isNotEqualTo(again);
    assertThat(new GaussianNoise(2).forward(x, Context.INFERENCE)).isSameAs(x);
  }

  /** The length does not depend on the picture; the first level is the largest number of all. */
  @Property(tries = 40)
  void pyramidsHaveOneLength(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Layer layer = new SpatialPyramidPooling(1, 2, 4);
    Tensor x = draw.normals(new Shape(2, 3, draw.from(1, 9), draw.from(1, 9)));
    Tensor y = layer.forward(x, Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(2, 3 * 21));
    Tensor global = new GlobalMaxPooling2d().forward(x, Context.INFERENCE);
    for (int b = 0; b < 2; b++) {
      for (int c = 0; c < 3; c++) {
        double largest = global.at(b, c).item();
        assertThat(y.at(b, c).item()).isEqualTo(largest);
        // the cells of each level cover the picture, so one of them holds the largest number
        double[] row = y.at(b).toArray();
        assertThat(Arrays.stream(row, 3 + 4 * c, 7 + 4 * c).max().orElseThrow()).isEqualTo(largest);
        assertThat(Arrays.stream(row, 15 + 16 * c, 31 + 16 * c).max().orElseThrow())
            .isEqualTo(largest);
      }
    }
  }

  /** Where n does not divide the extent, cells share a row: five columns in two cells of three. */
  @net.jqwik.api.Example
  void cellsOverlap() {
    Tensor x = DEVICE.tensor(new Shape(1, 1, 1, 5), 1.0, 2.0, 9.0, 4.0, 3.0);
    Tensor y = new SpatialPyramidPooling(2).forward(x, Context.INFERENCE);
    assertThat(y.toArray()).containsExactly(9, 9, 9, 9);
    Tensor thirds = new SpatialPyramidPooling(3).forward(x, Context.INFERENCE);
    // columns 0 and 1, 1 to 3, 3 and 4; one row is in all three rows of cells
    assertThat(thirds.toArray()).containsExactly(2, 9, 4, 2, 9, 4, 2, 9, 4);
  }

  /** Nothing is thrown away: the difference of the halves is the normalised row, of length < 1. */
  @Property(tries = 60)
  void antirectifierKeepsBothSigns(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(2, 9);
    Tensor x = draw.distinct(new Shape(1, n));
    double[] y = new Antirectifier().forward(x, Context.INFERENCE).toArray();
    double[] in = x.toArray();
    double mean = Arrays.stream(in).average().orElseThrow();
    double length = Math.sqrt(Arrays.stream(in).map(z -> (z - mean) * (z - mean)).sum() + 1e-5);
    for (int i = 0; i < n; i++) {
      double expected = (in[i] - mean) / length;
      assertThat(Math.min(y[i], y[n + i])).isZero();
      // numbers below 1, some 3n roundings
      assertThat(y[i] - y[n + i]).isBetween(expected - n * 0x1p-50, expected + n * 0x1p-50);
    }
  }

  /** An embedding is the dense layer of one-hot rows, and its gradient: a scatter of G. */
  @Property(tries = 60)
  void embeddingIsADenseLayerOfOneHotRows(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int words = draw.from(1, 6);
    Embedding layer =
        new Embedding(DEVICE, words, 3, Initialiser.normal(0, 1), RandomStreams.of(seed));
    Dense dense = new Dense(DEVICE, words, 3, Initialiser.constant(0), RandomStreams.of(1));
    dense.weights().set(layer.table().value().toArray());
    int n = draw.from(1, 8);
    double[] numbers = new double[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = draw.from(0, words - 1);
    }
    Tensor x = DEVICE.vector(numbers);
    Tensor hot = Create.oneHot(DEVICE, Indices.indices(x), words);
    Tensor y = layer.forward(x, Context.INFERENCE);
    Tensor z = dense.forward(hot, Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(z.shape());
    assertThat(y.toArray()).isEqualTo(z.toArray()); // sums of one number and zeros
    Tensor g = draw.tensor(y.shape(), u -> Math.rint(8 * u) / 8); // exact sums
    assertThat(Gradients.of(y, g, List.of(layer.table().value())).get(0).toArray())
        .isEqualTo(Gradients.of(z, g, List.of(dense.weights().value())).get(0).toArray());
    Tensor sentences = x.reshape(n, 1);
    assertThat(layer.forward(sentences, Context.INFERENCE).shape()).isEqualTo(new Shape(n, 1, 3));
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    Embedding layer = new Embedding(DEVICE, 3, 2, Initialiser.he(), RandomStreams.of(1));
    for (double word : new double[] {-1, 3, 0.5, Double.NaN}) {
      assertThatThrownBy(() -> layer.forward(DEVICE.vector(0, word), Context.INFERENCE))
          .hasMessage("Embedding 3 → 2 needs whole numbers from 0 to 2, got " + word);
    }
    assertThatThrownBy(() -> new SpatialPyramidPooling(1, 0))
        .hasMessage("spatial pyramid pooling needs levels of 1 or more, got [1, 0]");
    assertThatThrownBy(
            () -> new SpatialPyramidPooling(1).forward(DEVICE.zeros(2, 3), Context.INFERENCE))
        .hasMessage(
            "SpatialPyramidPooling [1] needs inputs of shape (batch, channels, height, width),"
                + " got (2, 3)");
    assertThatThrownBy(() -> new Antirectifier().forward(DEVICE.zeros(2), Context.INFERENCE))
        .hasMessage("Antirectifier needs inputs of shape (batch, features), got (2)");
    assertThatThrownBy(
            () -> new SpatialDropout(0.5).forward(DEVICE.zeros(2), Context.training(null)))
        .hasMessage("SpatialDropout 0.5 needs inputs of shape (batch, channels, …), got (2)");
    assertThatThrownBy(
            () -> new GaussianNoise(0.5).forward(DEVICE.zeros(2), Context.training(null)))
        .hasMessage(
            "GaussianNoise 0.5 needs a context with a source of randomness while training,"
                + " got none");
  }
}
