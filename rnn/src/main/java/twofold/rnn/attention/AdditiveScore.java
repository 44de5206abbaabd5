package twofold.rnn.attention;

import static twofold.tensor.Tanh.tanh;

import java.util.List;
import java.util.random.RandomGenerator;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.InputShape;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A small network judges each pair: query and key are brought into one space, added, and one number
 * is made of the sum. The first attention there was.
 *
 * <pre>
 *   s_ij = vᵀ·tanh(W·qᵢ + U·kⱼ)        W: (dq, units)    U: (dk, units)    v: (units)
 *
 *   W·qᵢ is computed once for each query and U·kⱼ once for each key; only their sum, tanh and the product with v
 *   are for each pair. That is still (batch, queries, keys, units) numbers, where a {@link DotScore} has none.
 *                                                       [Bahdanau, Cho & Bengio 2015, appendix A.1.2]
 * </pre>
 */
public final class AdditiveScore implements Score {
  private final Parameter ofQuery;
  private final Parameter ofKey;
  private final Parameter judge;

  /** With W, U and v drawn by the initialiser, in this order. */
  public AdditiveScore(
      Device<?> device,
      int dq,
      int dk,
      int units,
      Initialiser initialiser,
      RandomGenerator random) {
    if (dq < 1 || dk < 1 || units < 1) {
      throw new IllegalArgumentException(
          "an additive score needs queries and keys of at least 1 number, and at least 1 unit, got "
              + (dq + ", " + dk + " and " + units));
    }
    Shape w = new Shape(dq, units);
    Shape u = new Shape(dk, units);
    ofQuery = new Parameter("query weights", initialiser.draw(device, w, dq, units, random));
    ofKey = new Parameter("key weights", initialiser.draw(device, u, dk, units, random));
    judge = new Parameter("judge", initialiser.draw(device, new Shape(units), units, 1, random));
  }

  /** Of parameters that exist: read from a file, or those of another score. */
  public AdditiveScore(Parameter ofQuery, Parameter ofKey, Parameter judge) {
    InputShape.requireParameter("an additive score", judge, "units");
    InputShape.requireParameter("an additive score", ofQuery, "dq", judge.size());
    InputShape.requireParameter("an additive score", ofKey, "dk", judge.size());
    this.ofQuery = ofQuery;
    this.ofKey = ofKey;
    this.judge = judge;
  }

  /** W. */
  public Parameter ofQuery() {
    return ofQuery;
  }

  /** U. */
  public Parameter ofKey() {
    return ofKey;
  }

  /** v. */
  public Parameter judge() {
    return judge;
  }

  /** W, U and v. */
  @Override
  public List<Parameter> parameters() {
    return List.of(ofQuery, ofKey, judge);
  }

  @Override
  public Tensor of(Tensor queries, Tensor keys) {
    Score.require(this, queries, keys, ofQuery.shape().dim(0), ofKey.shape().dim(0));
    // region score
    int batch = queries.dim(0);
    int units = judge.size();
    Tensor q = queries.matMul(ofQuery.value()).reshape(batch, queries.dim(1), 1, units);
    Tensor k = keys.matMul(ofKey.value()).reshape(batch, 1, keys.dim(1), units);
    Tensor pairs = tanh(q.add(k)).matMul(judge.value().reshape(units, 1));
    return pairs.reshape(batch, queries.dim(1), keys.dim(1));
    // endregion
  }

  @Override
  public String toString() {
    int dq = ofQuery.shape().dim(0);
    return "AdditiveScore " + dq + ", " + ofKey.shape().dim(0) + " → " + judge.size();
  }
}
