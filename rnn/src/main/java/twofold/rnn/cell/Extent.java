package twofold.rnn.cell;

import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * How much a fused recurrent operation has to do, and where its numbers lie: sequence by sequence,
 * in each step by step, in each gate by gate.
 *
 * @param batch how many sequences
 * @param steps how long they are
 * @param units how many numbers a part of the state has
 */
public record Extent(int batch, int steps, int units) {

  /** How many numbers one part of all states has. */
  public int size() {
    return batch * steps * units;
  }

  /** Where the numbers of sequence b and step t begin, of arrays that have one for each unit. */
  public int at(int b, int t) {
    return (b * steps + t) * units;
  }

  Shape states(int parts) {
    return new Shape(parts, batch, steps, units);
  }

  /** A place for what the way back needs: so many numbers for each unit and step. */
  Tensor kept(Device<?> device, int numbers) {
    return device.empty(new Shape(batch, steps, numbers * units));
  }

  /**
   * That of a fused operation's inputs.
   *
   * @param projected x·W, (batch, steps, gates·units)
   * @param stateWeights U, (units, gates·units)
   * @param bias b, (gates·units)
   * @param starts (batch, units) each
   */
  static Extent of(
      String operation,
      int gates,
      Tensor projected,
      Tensor stateWeights,
      Tensor bias,
      Tensor... starts) {
    if (projected.rank() != 3 || projected.dim(2) % gates != 0 || projected.size() == 0) {
      throw new ShapeException(
          "%s needs projected inputs of shape (batch, time, %d·units), none of them 0, got %s",
          operation, gates, projected.shape());
    }
    var s = new Extent(projected.dim(0), projected.dim(1), projected.dim(2) / gates);
    require(operation, "state weights", stateWeights, new Shape(s.units, gates * s.units));
    require(operation, "a bias", bias, new Shape(gates * s.units));
    for (Tensor start : starts) {
      require(operation, "a start", start, new Shape(s.batch, s.units));
    }
    return s;
  }

  static void require(String operation, String what, Tensor x, Shape expected) {
    if (!x.shape().equals(expected)) {
      throw new ShapeException(
          "%s needs %s of shape %s, got %s", operation, what, expected, x.shape());
    }
  }
}
