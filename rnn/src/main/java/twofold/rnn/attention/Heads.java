package twofold.rnn.attention;

import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * The sizes of an {@link Attention}, and where its numbers lie. The heads stand side by side in the
 * features of each place, so that nothing has to be moved to take one.
 *
 * <pre>
 *   Q: (batch, queries, heads·width)    K: (batch, keys, heads·width)
 *   V: (batch, keys, heads·values)      Y: (batch, queries, heads·values)
 * </pre>
 *
 * @param width how many numbers of a query, and of a key, one head compares
 * @param values how many numbers of a value belong to one head
 */
public record Heads(int batch, int heads, int queries, int keys, int width, int values) {

  static Heads of(String operation, Tensor q, Tensor k, Tensor v, int heads) {
    if (heads < 1) {
      throw new IllegalArgumentException(operation + " needs at least 1 head, got " + heads);
    }
    if (q.rank() != 3
        || k.rank() != 3
        || v.rank() != 3
        || k.dim(0) != q.dim(0)
        || v.dim(0) != q.dim(0)
        || v.dim(1) != k.dim(1)
        || k.dim(2) != q.dim(2)
        || k.dim(2) == 0
        || k.dim(2) % heads != 0
        || v.dim(2) % heads != 0) {
      throw new ShapeException(
          "%s with heads = %d needs queries (batch, queries, heads·d), keys (batch, keys, heads·d)"
              + " and values (batch, keys, heads·dv), got %s, %s and %s",
          operation, heads, q.shape(), k.shape(), v.shape());
    }
    return new Heads(q.dim(0), heads, q.dim(1), k.dim(1), q.dim(2) / heads, v.dim(2) / heads);
  }

  /** Where head h of query i of example b starts. */
  public int query(int b, int i, int h) {
    return ((b * queries + i) * heads + h) * width;
  }

  /** Where head h of key j of example b starts. */
  public int key(int b, int j, int h) {
    return ((b * keys + j) * heads + h) * width;
  }

  /** Where head h of value j of example b starts. */
  public int value(int b, int j, int h) {
    return ((b * keys + j) * heads + h) * values;
  }

  /** Where head h of result i of example b starts. */
  public int result(int b, int i, int h) {
    return ((b * queries + i) * heads + h) * values;
  }

  /** How many numbers the queries have. */
  public int ofQueries() {
    return batch * queries * heads * width;
  }

  /** How many numbers the keys have. */
  public int ofKeys() {
    return batch * keys * heads * width;
  }

  /** How many numbers the values have. */
  public int ofValues() {
    return batch * keys * heads * values;
  }

  /** 1/√d. */
  public double scale() {
    return 1 / Math.sqrt(width);
  }

  /** (batch, time, heads·d) seen as (batch, heads, time, d). */
  public static Tensor apart(Tensor x, int heads) {
    return x.reshape(x.dim(0), x.dim(1), heads, x.dim(2) / heads).transpose(0, 2, 1, 3);
  }

  /** (batch, heads, time, d) as (batch, time, heads·d). */
  public static Tensor sideBySide(Tensor x) {
    return x.transpose(0, 2, 1, 3).reshape(x.dim(0), x.dim(2), x.dim(1) * x.dim(3));
  }
}
