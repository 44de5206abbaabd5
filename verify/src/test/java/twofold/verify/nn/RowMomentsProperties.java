package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.Concat.stack;
import static twofold.tensor.Variance.variance;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.nn.layer.Normalise;
import twofold.nn.layer.RowMoments;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/** Theorems about {@code RowMoments}. */
class RowMomentsProperties extends RowTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    return of(draw, s, draw.normals(s.shape()));
  }

  /** Among them rows whose mean is large against their deviation. */
  @Override
  protected Case special(Draw draw) {
    Rows.Example s = Rows.draw(draw);
    double away = draw.chance(0.5) ? 1000 : 0;
    Tensor specials = draw.specials(s.shape());
    return of(draw, s, draw.chance(0.5) ? draw.tensor(s.shape(), z -> away + z) : specials);
  }

  @Override
  Case ordinary(Draw draw, Rows.Example s) {
    return of(draw, s, draw.normals(s.shape()));
  }

  private static Case of(Draw draw, Rows.Example s, Tensor x) {
    var look = draw.look(x.rank());
    return new Case(in -> new RowMoments(look.apply(in.get(0)), s.rows()).apply(), x);
  }

  /** Mean and variance as primitives, and their gradients. */
  @Property(tries = 100)
  void isTheCompositionOfPrimitives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Rows.Example s = Rows.draw(draw);
    Tensor x = draw.normals(s.shape());
    Tensor view = s.rows().view(x);
    Tensor primitive = stack(List.of(view.mean(0, 2), variance(view, 0, 2)), 0);
    Tensor fused = new RowMoments(x, s.rows()).apply();
    Rows.agree(primitive, fused);
    Tensor g = draw.normals(fused.shape());
    Rows.agree(
        Gradients.of(primitive, g, List.of(x)).get(0), Gradients.of(fused, g, List.of(x)).get(0));
  }

  /** The numbers 1 2 3 6: mean 3, variance (4 + 1 + 0 + 9)/4. */
  @Example
  void byHand() {
    for (Device<?> device : Device.all()) {
      Normalise.Rows rows = new Normalise.Rows(1, 2, 4, 4, 1);
      Tensor x = device.matrix(new double[] {1, 2, 3, 6}, new double[] {5, 5, 5, 5});
      assertThat(new RowMoments(x, rows).apply().toArray()).containsExactly(3, 5, 3.5, 0);
    }
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Normalise.Rows rows = new Normalise.Rows(1, 2, 3, 3, 1);
    assertThatThrownBy(() -> new RowMoments(device.full(new Shape(7), 0), rows))
        .hasMessage("rowMoments needs 1 × 2 × 3 numbers, got shape (7)");
  }
}
