package twofold.nn.save;

import twofold.tensor.Shape;
import twofold.tensor.io.TypedArray;

/** The tensors of a dense layer 2 → 1, as files have them. */
final class SmallDense {
  static final TypedArray WEIGHTS = TypedArray.ofFloats(new Shape(2, 1), 1, 2);
  static final TypedArray BIAS = TypedArray.ofFloats(new Shape(1), 3);

  private SmallDense() {}
}
