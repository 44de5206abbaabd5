package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.AveragePool2d.averagePool2d;
import static twofold.tensor.AveragePool2d.globalAveragePool2d;

import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Theorems about {@code AveragePool2d}. */
class AveragePool2dProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    return of(draw, options, draw.normals(MaxPool2dProperties.picture(draw, options)));
  }

  @Override
  protected Case special(Draw draw) {
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    return of(draw, options, draw.specials(MaxPool2dProperties.picture(draw, options)));
  }

  private static Case of(Draw draw, MaxPool2d.Options options, Tensor x) {
    var look = draw.look(4);
    return new Case(in -> averagePool2d(look.apply(in.get(0)), options), x);
  }

  /** The same sums in the same order, divided by how many elements there are: the same bits. */
  @Property(tries = 100)
  void isTheMeanOfWhatIsThere(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    MaxPool2d.Options options = MaxPool2dProperties.options(draw);
    Tensor x = draw.normals(MaxPool2dProperties.picture(draw, options));
    MaxPool2d.Geometry s = MaxPool2dProperties.geometry(x, options);
    double[] y = averagePool2d(x, options).toArray();
    double[] values = x.toArray();
    for (int t = 0; t < y.length; t++) {
      int plane = t / (s.rows().steps() * s.columns().steps());
      double sum = 0;
      int count = 0;
      for (int m = 0; m < options.height(); m++) {
        for (int n = 0; n < options.width(); n++) {
          int i = s.rows().at(t / s.columns().steps() % s.rows().steps(), m);
          int j = s.columns().at(t % s.columns().steps(), n);
          if (i >= 0 && i < x.dim(2) && j >= 0 && j < x.dim(3)) {
            sum += values[(plane * x.dim(2) + i) * x.dim(3) + j];
            count++;
          }
        }
      }
      assertThat(y[t]).isEqualTo(sum / count);
    }
  }

  @Example
  void aTextbookExample() {
    Tensor x = Device.reference().tensor(new Shape(1, 1, 2, 4), 1.0, 2, 3, 4, 5, 6, 7, 8);
    assertThat(averagePool2d(x, 2).toArray()).containsExactly(3.5, 5.5);
    assertThat(globalAveragePool2d(x).toArray()).containsExactly(4.5);
    assertThatThrownBy(() -> averagePool2d(x, 3)).hasMessageContaining("averagePool2d");
    assertThatThrownBy(() -> globalAveragePool2d(x.at(0))).hasMessageContaining("(1, 2, 4)");
  }
}
