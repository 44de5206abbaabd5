package twofold.nn.layer;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Indices.indices;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * A table of vectors, one for each word: what a network reads instead of numbers of words.
 *
 * <pre>
 *   y[i, …] = E[x[i, …]]
 *
 *   x: (batch, …), whole numbers from 0    E: (words, features)    y: (batch, …, features)
 *
 *   It is the dense layer of one-hot rows, without the zeros. Pullback: a word's row gets the sum
 *   of the gradients of its places, all others 0; through x, whole numbers, none.
 *                                                                              [Bengio et al. 2003]
 * </pre>
 */
public final class Embedding implements Layer {
  private final Parameter table;

  public Embedding(
      Device<?> device, int words, int features, Initialiser initialiser, RandomGenerator random) {
    if (words < 1 || features < 1) {
      throw new IllegalArgumentException(
          "an embedding needs at least 1 word and 1 feature, got " + words + " and " + features);
    }
    Shape shape = new Shape(words, features);
    table = new Parameter("table", initialiser.draw(device, shape, words, features, random));
  }

  /** Of parameters that exist: read from a file, or those of another layer. */
  public Embedding(Parameter table) {
    InputShape.requireParameter("an embedding", table, "words", "features");
    this.table = table;
  }

  public Parameter table() {
    return table;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(table);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int words = table.shape().dim(0);
    for (double word : x.toArray()) {
      if (!(word >= 0 && word < words && word == Math.rint(word))) {
        throw new ShapeException(
            "%s needs whole numbers from 0 to %d, got %s", this, words - 1, word);
      }
    }
    return gather(table.value(), indices(x), 0);
  }

  @Override
  public String toString() {
    return "Embedding " + table.shape().dim(0) + " → " + table.shape().dim(1);
  }
}
