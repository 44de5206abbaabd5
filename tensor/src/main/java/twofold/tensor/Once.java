package twofold.tensor;

import java.util.function.Supplier;

/** Computes when first asked and remembers: for recipes of one pullback that share a part. */
public final class Once<T> implements Supplier<T> {
  private Supplier<T> recipe;
  private T value;

  private Once(Supplier<T> recipe) {
    this.recipe = recipe;
  }

  public static <T> Supplier<T> of(Supplier<T> recipe) {
    return new Once<>(recipe);
  }

  @Override
  public T get() {
    if (recipe != null) {
      value = recipe.get();
      recipe = null; // and what it holds on to
    }
    return value;
  }
}
