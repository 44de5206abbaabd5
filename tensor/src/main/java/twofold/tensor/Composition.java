package twofold.tensor;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The pullback of an operation that also exists as a composition of others: that of the
 * composition.
 *
 * <p>It is slower than one derived by hand and right by construction. The gradient of a fused
 * operation gets its own gradient this way: second derivatives are wanted rarely, and deriving them
 * by hand teaches little that the first did not.
 */
public final class Composition {
  private Composition() {}

  /**
   * The recipes for {@link Op#pullback} of {@code result = f(inputs)}.
   *
   * @param f in tensor operations
   * @param gradient of the result
   */
  public static List<Supplier<Tensor>> pullback(
      Function<List<Tensor>, Tensor> f, List<Tensor> inputs, Tensor gradient) {
    Supplier<List<Tensor>> all =
        Once.of(
            () -> {
              List<Tensor> own = inputs.stream().map(Composition::apart).toList();
              return Gradients.of(f.apply(own), gradient, own);
            });
    return IntStream.range(0, inputs.size())
        .<Supplier<Tensor>>mapToObj(k -> () -> all.get().get(k))
        .toList();
  }

  /**
   * The same numbers as a tensor of its own. Two inputs may be one tensor, or one computed from the
   * other; each must get its own share of the gradient and not the other's too.
   */
  public static Tensor apart(Tensor x) {
    return x.reshape(x.shape());
  }
}
