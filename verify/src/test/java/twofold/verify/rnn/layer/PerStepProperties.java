package twofold.verify.rnn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.at;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.rnn.layer.PerStep;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.nn.LayerTheorems;
import twofold.verify.tensor.Draw;

/** Theorems about {@code PerStep}. */
class PerStepProperties extends LayerTheorems {

  @Override
  protected Example smooth(Draw draw) {
    int inputs = draw.from(1, 3);
    Dense dense = dense(draw, inputs, draw.from(1, 3));
    Tensor x = draw.normals(new Shape(draw.from(1, 3), draw.from(1, 3), inputs));
    return new Example(new PerStep(dense), x, 1);
  }

  private static Dense dense(Draw draw, int inputs, int outputs) {
    return new Dense(Device.reference(), inputs, outputs, Initialiser.glorot(), draw.random());
  }

  /** Step t of what comes out is the layer of step t. */
  @Property(tries = 50)
  void isTheLayerOfEachStep(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Dense dense = dense(draw, 2, 3);
    Tensor x = draw.normals(new Shape(draw.from(1, 4), draw.from(1, 4), 2));
    Tensor y = new PerStep(dense).forward(x, Context.INFERENCE);
    assertThat(y.shape()).isEqualTo(new Shape(x.dim(0), x.dim(1), 3));
    for (int t = 0; t < x.dim(1); t++) {
      assertThat(y.at(all(), at(t)).toArray())
          .isEqualTo(dense.forward(x.at(all(), at(t)), Context.INFERENCE).toArray());
    }
  }

  @net.jqwik.api.Example
  void theInputMustHaveSteps() {
    Draw draw = new Draw(new SplittableRandom(1));
    assertThatThrownBy(
            () ->
                new PerStep(dense(draw, 2, 3))
                    .forward(Device.reference().zeros(3), Context.INFERENCE))
        .hasMessage("PerStep Dense 2 → 3 needs inputs of shape (batch, time, …), got (3)");
  }
}
