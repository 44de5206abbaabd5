package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Unique.unique;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.Unique;

/** Theorems about {@code Unique}. */
class UniqueProperties {

  /** gather(values, inverse) = x; values rise strictly; counts add up: on every device. */
  @Property(tries = 200)
  void gatheringTheValuesGivesX(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.tensor(draw.shape(), z -> Math.rint(2 * z) + 0.0);
    for (Device<?> device : Device.all()) {
      Unique found = unique(draw.look(x.rank()).apply(x.to(device)));
      Tensor again = gather(found.values(), found.inverse(), 0);
      assertThat(again.shape()).isEqualTo(x.shape());
      assertThat(again.toArray()).isEqualTo(x.toArray());
      assertThat(found.values().toArray())
          .containsExactly(Arrays.stream(x.toArray()).sorted().distinct().toArray());
      assertThat(Arrays.stream(found.counts().toArray()).sum()).isEqualTo(x.size());
      for (int k = 0; k < found.counts().size(); k++) {
        double value = found.values().at(k).item();
        assertThat(Arrays.stream(x.toArray()).filter(number -> number == value).count())
            .isEqualTo(found.counts().toArray()[k]);
      }
    }
  }

  @Example
  void zerosAreOneAndSoAreNaNs() {
    Tensor x = Device.reference().vector(Double.NaN, 0, -1, -0.0, Double.NaN);
    Unique found = unique(x);
    assertThat(found.values().toArray()).containsExactly(-1, 0, Double.NaN);
    assertThat(found.inverse().toArray()).containsExactly(2, 1, 0, 1, 2);
    assertThat(found.counts().toArray()).containsExactly(1, 2, 2);
    assertThat(Gradients.of(found.values().at(1).sum(), x).toArray())
        .containsExactly(0, 1, 0, 0, 0);
    assertThat(unique(Device.reference().zeros(0)).values().shape()).isEqualTo(new Shape(0));
  }
}
