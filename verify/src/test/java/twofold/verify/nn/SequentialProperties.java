package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Sequential}. */
class SequentialProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    int inputs = draw.from(1, 4);
    int hidden = draw.from(1, 4);
    Layer model =
        new Sequential(
            dense(draw, inputs, hidden),
            Activation.tanh(),
            new Dropout(0.25),
            dense(draw, hidden, draw.from(1, 4)));
    Tensor x = draw.normals(new Shape(draw.from(1, 5), inputs));
    return new Example(model, x, draw.random().nextLong());
  }

  private static Dense dense(Draw draw, int inputs, int outputs) {
    return new Dense(Device.reference(), inputs, outputs, Initialiser.glorot(), draw.random());
  }

  /**
   * One layer after the other, to the bit: the output of each is the input of the next, and all are
   * told the same context, whose randomness they share in turn.
   */
  @Property(tries = 60)
  void isComposition(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Layer f = dense(draw, 3, 20);
    Layer g = new Dropout(0.5);
    Layer h = dense(draw, 20, 2);
    Tensor x = draw.normals(new Shape(5, 3));
    for (boolean training : new boolean[] {false, true}) {
      Context one = new Context(training, RandomStreams.of(seed));
      Context other = new Context(training, RandomStreams.of(seed));
      Tensor byHand = h.forward(g.forward(f.forward(x, one), one), one);
      assertThat(new Sequential(f, g, h).forward(x, other).toArray()).isEqualTo(byHand.toArray());
    }
  }

  /** Composition is associative: nesting changes nothing, randomness included. */
  @Property(tries = 60)
  void isAssociative(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Layer f = new Sequential(dense(draw, 3, 9), new Dropout(0.5));
    Layer g = new Dropout(0.3);
    Layer h = new Sequential(dense(draw, 9, 9), new Dropout(0.5));
    Tensor x = draw.normals(new Shape(5, 3));
    List<double[]> answers = new ArrayList<>();
    for (Layer model :
        List.of(
            new Sequential(f, g, h),
            new Sequential(f, new Sequential(g, h)),
            new Sequential(new Sequential(f, g), h))) {
      Context context = Context.training(RandomStreams.of(seed));
      answers.add(model.forward(x, context).toArray());
      assertThat(model.parameters()).isEqualTo(new Sequential(f, g, h).parameters());
    }
    assertThat(answers.get(1)).isEqualTo(answers.get(0));
    assertThat(answers.get(2)).isEqualTo(answers.get(0));
  }

  /** No layers at all: the identity, with nothing to learn. */
  @net.jqwik.api.Example
  void ofNothingIsTheIdentity() {
    Tensor x = Device.reference().vector(1, 2, 3);
    assertThat(new Sequential().forward(x, Context.INFERENCE)).isSameAs(x);
    assertThat(new Sequential().parameters()).isEmpty();
  }

  /** Parameters come in the order of the layers. */
  @Property(tries = 20)
  void parametersAreThoseOfTheLayersInOrder(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense f = dense(draw, 3, 4);
    Dense g = dense(draw, 4, 2);
    List<Parameter> all = new Sequential(f, Activation.relu(), g).parameters();
    assertThat(all).containsExactly(f.weights(), f.bias(), g.weights(), g.bias());
  }

  /** Changing the list afterwards does not change the model. */
  @net.jqwik.api.Example
  void keepsItsLayers() {
    List<Layer> layers = new ArrayList<>(List.of(Activation.relu(), Activation.tanh()));
    Sequential model = new Sequential(layers);
    layers.clear();
    assertThat(model).hasToString("ReLU, tanh");
  }
}
