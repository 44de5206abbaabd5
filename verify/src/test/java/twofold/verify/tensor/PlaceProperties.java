package twofold.verify.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.Index;
import twofold.tensor.Place;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Slice;
import twofold.tensor.Tensor;
import twofold.tensor.Window;
import twofold.verify.check.Arithmetic;

/** Theorems about {@code Place}. */
class PlaceProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Window window = window(draw);
    return of(draw, draw.normals(window.part()), window, draw.normal());
  }

  @Override
  protected Case special(Draw draw) {
    Window window = window(draw);
    return of(draw, draw.specials(window.part()), window, 0.1);
  }

  private static Case of(Draw draw, Tensor x, Window window, double around) {
    var look = draw.look(x.rank());
    return new Case(in -> new Place(look.apply(in.get(0)), window, around).apply(), x);
  }

  /** Any window with something in it. */
  static Window window(Draw draw) {
    Shape whole = draw.shape();
    Index.Range[] ranges =
        IntStream.of(whole.dims())
            .mapToObj(
                extent -> {
                  int p = draw.from(0, extent - 1);
                  int q = draw.from(0, extent - 1);
                  int step = draw.from(1, 3);
                  return p <= q
                      ? Index.range(p, q + 1, step)
                      : new Index.Range(p, q == 0 ? null : (Integer) (q - 1), -step);
                })
            .toArray(Index.Range[]::new);
    return Window.of(whole, ranges);
  }

  /** The first elements along each axis. */
  static Window corner(Shape whole, Shape part) {
    return Window.of(
        whole, IntStream.of(part.dims()).mapToObj(Index::to).toArray(Index.Range[]::new));
  }

  /** What was put in is seen through the window; around it is the one number. */
  @Property(tries = 200)
  void theWindowShowsWhatWasPlaced(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Window window = window(draw);
    Tensor x = draw.normals(window.part());
    for (Device<?> device : Twins.devices()) {
      Tensor y = new Place(x.to(device), window, -7).apply();
      assertThat(new Slice(y, window).apply().toArray()).containsExactly(x.toArray());
      long around = Arrays.stream(y.toArray()).filter(number -> number == -7).count();
      assertThat(around).isEqualTo(window.whole().size() - window.part().size());
    }
  }

  /** ⟨slice(y), x⟩ = ⟨y, place(x)⟩: the same n products, and zeros; 2γₙ apart at most. */
  @Property(tries = 200)
  void isTheAdjointOfSlice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Window window = window(draw);
    Tensor x = draw.normals(window.part());
    Tensor y = draw.normals(window.whole());
    Tensor products = new Slice(y, window).apply().multiply(x);
    double right = y.multiply(new Place(x, window, 0).apply()).sum().item();
    double terms = Arrays.stream(products.toArray()).map(Math::abs).sum();
    double bound = 2 * Arithmetic.DOUBLE.gamma(window.whole().size()) * terms;
    assertThat(Math.abs(products.sum().item() - right)).isLessThanOrEqualTo(bound);
  }

  /** Long rows and many of them go over several threads. */
  @Property(tries = 5)
  void largeTensorsAgreeToo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.chance(0.5) ? new Shape(3, 20_001) : new Shape(701, 61));
    var look = draw.look(2);
    Shape whole = new Shape(x.dim(0) + 2, 2 * x.dim(1));
    Window window = Window.of(whole, Index.range(1, -1), Index.all().by(draw.from(0, 1) * 4 - 2));
    Twins.agree(new Case(in -> new Place(look.apply(in.get(0)), window, 1).apply(), x));
  }

  /** What a device has kept of a storage from its last use is not what is around now. */
  @Example
  void aStorageThatIsUsedAgainHasNewSurroundings() {
    Shape whole = new Shape(1003); // a length that nobody else uses
    for (Device<?> device : Device.all()) {
      for (int k = 1; k <= 3; k++) {
        Scope scope = Scope.open();
        try (scope) {
          Tensor x = device.full(new Shape(2), -k);
          Window window = Window.of(whole, Index.range(10 * k, 10 * k + 2));
          double[] y = new Place(x, window, k).apply().toArray();
          double[] expected = new double[1003];
          Arrays.fill(expected, k);
          Arrays.fill(expected, 10 * k, 10 * k + 2, -k);
          assertThat(y).as("use %d on %s", k, device).isEqualTo(expected);
        }
      }
    }
  }

  @Example
  void nothingInSomethingIsTheNumberAround() {
    for (Device<?> device : Device.all()) {
      Window window = corner(new Shape(2, 2), new Shape(0, 2));
      assertThat(new Place(device.zeros(0, 2), window, 3).apply().toArray())
          .containsExactly(3, 3, 3, 3);
      Window nowhere = corner(new Shape(0, 2), new Shape(0, 1));
      assertThat(new Place(device.zeros(0, 1), nowhere, 3).apply().shape())
          .isEqualTo(new Shape(0, 2));
    }
  }
}
