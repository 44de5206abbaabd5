package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.activation.LogSoftmax.logSoftmax;
import static twofold.nn.activation.LogSoftmax.softmax;
import static twofold.nn.loss.CategoricalCrossEntropy.crossEntropyFromLogits;
import static twofold.tensor.Exp.exp;
import static twofold.tensor.Sigmoid.sigmoid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.train.Ensemble;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.RunningError;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Ensemble}. */
class EnsembleProperties extends LayerTheorems {
  private static final Device<?> DEVICE = Device.reference();

  @Override
  protected Example smooth(Draw draw) {
    int inputs = draw.from(1, 3);
    int outputs = draw.from(1, 3);
    List<Layer> members = new ArrayList<>();
    for (int m = draw.from(1, 3); m > 0; m--) {
      Dense dense = new Dense(DEVICE, inputs, outputs, Initialiser.glorot(), draw.random());
      members.add(new Sequential(dense, Activation.tanh()));
    }
    Tensor x = draw.normals(new Shape(draw.from(1, 4), inputs));
    return new Example(new Ensemble(members, draw.chance(0.5)), x, draw.random().nextLong());
  }

  /** Members that say the same, whatever they are asked. */
  private static List<Layer> saying(List<Tensor> outputs) {
    List<Layer> members = new ArrayList<>();
    outputs.forEach(y -> members.add(new Lambda("say", (x, context) -> y)));
    return members;
  }

  private static Tensor ask(List<Tensor> outputs, boolean ofProbabilities) {
    return new Ensemble(saying(outputs), ofProbabilities)
        .forward(DEVICE.zeros(1), Context.INFERENCE);
  }

  private static List<Tensor> outputs(Draw draw, int members, Shape shape) {
    List<Tensor> outputs = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      outputs.add(draw.normals(shape));
    }
    return outputs;
  }

  /**
   * One member alone is the ensemble, to the bit; of probabilities, up to a shift of the logits.
   */
  @Property(tries = 60)
  void ofOneIsThatOne(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor y = draw.normals(new Shape(draw.from(1, 4), draw.from(2, 4)));
    assertThat(ask(List.of(y), false).toArray()).isEqualTo(y.toArray());
    assertThat(ask(List.of(y), true).toArray()).isEqualTo(logSoftmax(y).toArray());
  }

  /**
   * The error of the mean is the mean error less what the members differ by, so it is never larger.
   * Of few bits, and with 1, 2, 4 or 8 members, everything is exact: equal to the bit.
   */
  @Property(tries = 100)
  @Checks("ambiguity")
  void theErrorOfTheMeanIsTheMeanErrorLessTheAmbiguity(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int members = 1 << draw.from(0, 3);
    Shape shape = new Shape(draw.from(1, 5), 1);
    Tensor t = draw.tensor(shape, z -> Math.rint(4 * z) / 4);
    List<Tensor> outputs = new ArrayList<>();
    for (int m = 0; m < members; m++) {
      outputs.add(draw.tensor(shape, z -> Math.rint(4 * z) / 4));
    }
    Tensor mean = ask(outputs, false);
    double[] ofMean = square(mean, t).toArray();
    double[] errors = new double[ofMean.length];
    double[] ambiguity = new double[ofMean.length];
    for (Tensor y : outputs) {
      double[] error = square(y, t).toArray();
      double[] apart = square(y, mean).toArray();
      for (int i = 0; i < errors.length; i++) {
        errors[i] += error[i] / members;
        ambiguity[i] += apart[i] / members;
      }
    }
    for (int i = 0; i < errors.length; i++) {
      assertThat(ofMean[i]).isEqualTo(errors[i] - ambiguity[i]).isLessThanOrEqualTo(errors[i]);
    }
  }

  private static Tensor square(Tensor a, Tensor b) {
    Tensor d = a.subtract(b);
    return d.multiply(d);
  }

  /** The probabilities are the means of the members', within the rounding of both. */
  @Property(tries = 100)
  void probabilitiesAreMeans(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int members = draw.from(1, 5);
    List<Tensor> three = outputs(draw, members, new Shape(draw.from(1, 4), 3));
    close(exp(ask(three, true)), mean(three.stream().map(y -> softmax(y)).toList()));
    List<Tensor> yesOrNo = outputs(draw, members, new Shape(draw.from(1, 4), 1));
    close(sigmoid(ask(yesOrNo, true)), mean(yesOrNo.stream().map(y -> sigmoid(y)).toList()));
  }

  /** −ln is convex, so the cross-entropy of the ensemble is at most the mean of the members'. */
  @Property(tries = 100)
  void crossEntropyIsAtMostTheMean(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    int n = draw.from(1, 4);
    List<Tensor> outputs = outputs(draw, draw.from(1, 5), new Shape(n, 3));
    double[] hot = new double[3 * n];
    for (int i = 0; i < n; i++) {
      hot[3 * i + draw.from(0, 2)] = 1;
    }
    Tensor t = DEVICE.tensor(new Shape(n, 3), hot);
    Tensor together = crossEntropyFromLogits(ask(outputs, true), t);
    Tensor alone = mean(outputs.stream().map(y -> crossEntropyFromLogits(y, t)).toList());
    double[] bounds = bounds(together, alone);
    for (int i = 0; i < n; i++) {
      assertThat(together.toArray()[i]).isLessThanOrEqualTo(alone.toArray()[i] + bounds[i]);
    }
  }

  private static Tensor mean(List<Tensor> parts) {
    return parts.stream().reduce(Tensor::add).orElseThrow().divide(parts.size());
  }

  /** What the rounding of both can make of two numbers that are equal. */
  private static double[] bounds(Tensor a, Tensor b) {
    double[] ofA = new RunningError(Arithmetic.DOUBLE).of(a).toArray();
    double[] ofB = new RunningError(Arithmetic.DOUBLE).of(b).toArray();
    double[] both = new double[ofA.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = ofA[i] + ofB[i];
    }
    return both;
  }

  private static void close(Tensor a, Tensor b) {
    double[] bounds = bounds(a, b);
    for (int i = 0; i < bounds.length; i++) {
      assertThat(Math.abs(a.toArray()[i] - b.toArray()[i])).isLessThanOrEqualTo(bounds[i]);
      assertThat(bounds[i]).isLessThan(1e-12); // or else the comparison says nothing
    }
  }

  @net.jqwik.api.Example
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(Ensemble::ofOutputs)
        .hasMessage("an ensemble needs at least one member, got none");
    assertThatThrownBy(() -> ask(List.of(DEVICE.zeros(2, 1), DEVICE.zeros(2, 3)), false))
        .hasMessage(
            "Ensemble(say | say) needs members with outputs of one shape, got (2, 1) and (2, 3)");
  }
}
