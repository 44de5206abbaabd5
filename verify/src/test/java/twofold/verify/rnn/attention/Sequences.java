package twofold.verify.rnn.attention;

import java.util.List;
import java.util.stream.IntStream;
import twofold.rnn.attention.Mask;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/**
 * Sizes of an attention and a mask that fits them.
 *
 * @param width d, of one head
 * @param values dv, of one head
 */
record Sequences(int batch, int heads, int queries, int keys, int width, int values, Mask mask) {

  /** A few of everything; now and then more than a vector or a block holds. */
  static Sequences draw(Draw draw) {
    int keys = draw.chance(0.15) ? draw.from(17, 40) : draw.from(1, 5);
    int queries = draw.chance(0.15) ? draw.from(17, 40) : draw.from(1, 5);
    int width = draw.chance(0.15) ? draw.from(6, 35) : draw.from(1, 4);
    int values = draw.chance(0.15) ? draw.from(6, 35) : draw.from(1, 4);
    return new Sequences(
            draw.from(1, 2), draw.from(1, 3), queries, keys, width, values, Mask.none())
        .masked(draw);
  }

  /** More than one thread takes at a time. */
  static Sequences drawLarge(Draw draw) {
    return new Sequences(
            draw.from(1, 3),
            draw.from(1, 4),
            draw.from(33, 90),
            draw.from(33, 90),
            draw.from(8, 40),
            draw.from(8, 40),
            Mask.none())
        .masked(draw);
  }

  /** Any of the four masks; a causal one only where there are as many keys as queries. */
  private Sequences masked(Draw draw) {
    Mask mask = Mask.none();
    if (draw.chance(0.5)) {
      mask = Mask.padding(IntStream.range(0, batch).map(b -> draw.from(0, keys)).toArray());
    }
    boolean isCausal = draw.chance(0.5) && queries <= keys;
    return with(isCausal ? mask.andCausal() : mask);
  }

  Sequences with(Mask other) {
    return new Sequences(batch, heads, queries, keys, width, values, other);
  }

  Shape ofQueries() {
    return new Shape(batch, queries, heads * width);
  }

  Shape ofKeys() {
    return new Shape(batch, keys, heads * width);
  }

  Shape ofValues() {
    return new Shape(batch, keys, heads * values);
  }

  Shape ofResults() {
    return new Shape(batch, queries, heads * values);
  }

  /** Queries, keys and values. */
  List<Tensor> normals(Draw draw) {
    return List.of(draw.normals(ofQueries()), draw.normals(ofKeys()), draw.normals(ofValues()));
  }

  int[] visible() {
    return mask.visible(batch, queries, keys);
  }
}
