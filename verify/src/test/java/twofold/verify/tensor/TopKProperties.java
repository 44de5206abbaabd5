package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.tensor.ArgMax.argMax;
import static twofold.tensor.Gather.takeAlongAxis;
import static twofold.tensor.Sort.sort;
import static twofold.tensor.TopK.topK;

import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;
import twofold.tensor.TopK;
import twofold.tensor.Window;

/** Theorems about {@code TopK}. */
class TopKProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    return of(draw, draw.distinct(someShape(draw))); // ties are the kink
  }

  @Override
  protected Case special(Draw draw) {
    return of(draw, draw.specials(someShape(draw)));
  }

  private static Shape someShape(Draw draw) {
    Shape shape = draw.shape();
    return shape.rank() == 0 ? new Shape(draw.from(1, 70)) : shape;
  }

  private static Case of(Draw draw, Tensor x) {
    int axis = draw.from(-x.rank(), x.rank() - 1);
    int k = draw.from(1, x.dim(axis));
    UnaryOperator<Tensor> look = draw.look(x.rank());
    return new Case(in -> topK(look.apply(in.get(0)), k, axis).values(), x);
  }

  /** The first k of the falling sort; the indices say where they are; on every device. */
  @Property(tries = 200)
  void isTheStartOfTheSort(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.extent(), draw.extent()));
    int axis = draw.from(0, 1);
    int k = draw.from(0, drawn.dim(axis));
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      TopK top = topK(x, k, axis);
      Tensor sorted = sort(x, axis, true);
      Window start = Window.along(x.shape(), axis, Index.to(k));
      assertThat(top.values().shape()).isEqualTo(start.part());
      assertThat(top.values().toArray()).isEqualTo(new Slice(sorted, start).apply().toArray());
      assertThat(takeAlongAxis(x, top.indices(), axis).toArray()).isEqualTo(top.values().toArray());
    }
  }

  /** The one largest is what {@code max} and {@code argMax} say, NaN or not. */
  @Property(tries = 100)
  void theFirstIsTheMaximum(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor drawn = ArgSortProperties.numbers(draw, new Shape(draw.extent(), draw.extent()));
    for (Device<?> device : Device.all()) {
      Tensor x = drawn.to(device);
      TopK top = topK(x, 1);
      double[] largest = x.max(1).add(0.0).toArray(); // −0 and 0 are one number
      assertThat(top.values().add(0.0).toArray()).isEqualTo(largest);
      assertThat(top.indices().on(device).toArray()).isEqualTo(argMax(x, 1).toArray());
    }
  }

  @Example
  void theTextbookExample() {
    for (Device<?> device : Device.all()) {
      TopK top = topK(device.vector(3, 1, 4, 1, 5), 2);
      assertThat(top.values().toArray()).containsExactly(5, 4);
      assertThat(top.indices().toArray()).containsExactly(4, 2);
      assertThat(topK(device.vector(1, 2, 2, 2), 2).indices().toArray()).containsExactly(1, 2);
    }
    assertThatThrownBy(() -> topK(Device.reference().zeros(2, 3), 4))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("k must be 0 to 3, got 4")
        .hasMessageContaining("(2, 3)");
    assertThatThrownBy(() -> topK(Device.reference().zeros(2, 3), -1)).hasMessageContaining("-1");
  }
}
