package twofold.verify.tensor;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Draws shapes, numbers and ways of looking at a tensor. */
public record Draw(RandomGenerator random) {
  private static final double[] SPECIAL = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.0,
    -0.0,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    0x1.8p-130, // subnormal in float
    Float.MIN_NORMAL,
    1,
    -1,
    0.5,
    -2,
    100,
    -100
  };

  public int from(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /**
   * An extent from 1 to 5, often 1; now and then one that is longer than a vector or a work group.
   */
  public int extent() {
    return chance(0.25) ? 1 : chance(0.1) ? from(17, 70) : from(2, 5);
  }

  /** A shape of rank 0 to 4. */
  public Shape shape() {
    int rank = from(0, 4);
    int[] dims = new int[rank];
    int size = 1;
    for (int axis = 0; axis < rank; axis++) {
      int extent = extent();
      dims[axis] = size * extent > 4000 ? 1 : extent;
      size *= dims[axis];
    }
    return new Shape(dims);
  }

  /** A shape that broadcasts to the given one: some extents 1, some leading axes missing. */
  public Shape thatGrowsTo(Shape target) {
    int dropped = chance(0.3) ? from(0, target.rank()) : 0;
    int[] dims = new int[target.rank() - dropped];
    for (int axis = 0; axis < dims.length; axis++) {
      dims[axis] = chance(0.25) ? 1 : target.dim(dropped + axis);
    }
    return new Shape(dims);
  }

  /** Standard normal numbers, rounded to float. */
  public double normal() {
    return (float) RandomStreams.normal(random);
  }

  /** Numbers f(z) of standard normal z, rounded to float. */
  public Tensor tensor(Shape shape, DoubleUnaryOperator f) {
    double[] numbers = new double[shape.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) f.applyAsDouble(normal());
    }
    return Device.reference().tensor(shape, numbers);
  }

  public Tensor normals(Shape shape) {
    return tensor(shape, z -> z);
  }

  /** Every other number, or so, is a special one. */
  public Tensor specials(Shape shape) {
    return tensor(shape, z -> chance(0.5) ? SPECIAL[random.nextInt(SPECIAL.length)] : z);
  }

  /** All from 1 to n in a random order, so no two are close. */
  public Tensor distinct(Shape shape) {
    int[] order = RandomStreams.permutation(shape.size(), random);
    double[] numbers = new double[order.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (order[i] - order.length / 2) / 4.0;
    }
    return Device.reference().tensor(shape, numbers);
  }

  /** At least 1/16 away from 0 on either side. */
  public static double awayFromZero(double z) {
    return z + Math.copySign(0.0625, z);
  }

  /**
   * The same tensor, looked at in a way that is not dense most of the time: see {@link Looks}. The
   * way is drawn now; applying it draws nothing.
   */
  public UnaryOperator<Tensor> look(int rank) {
    return Looks.draw(this, rank);
  }
}
