package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.nn.layer.Assembly;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.Unflatten;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;
import twofold.verify.check.GradientCheck;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems.Case;
import twofold.verify.tensor.Twins;

/**
 * What holds for every layer. A class of theorems about one layer extends this one, says how to
 * draw a layer and an input, and adds what is special about it.
 *
 * <p>A layer is seen as a function of its input and all its parameters, with new numbers in the
 * parameters' places; its randomness starts from the same seed at each application, so that
 * training too is a function.
 */
public abstract class LayerTheorems {

  /**
   * @param layer on the reference device
   * @param x (batch, …), numbers with at most 24 bits
   * @param seed of the forward pass
   */
  public record Example(Layer layer, Tensor x, long seed) {
    @Override
    public String toString() {
      return layer + " of " + x;
    }
  }

  /** A layer and an input around which it is smooth: at least 1/16 away from every kink. */
  protected abstract Example smooth(Draw draw);

  /** x, then every parameter with numbers drawn at random: what the function below takes. */
  protected static List<Tensor> inputs(Draw draw, Example example) {
    List<Tensor> inputs = new ArrayList<>(List.of(example.x));
    inputs.addAll(Derivatives.parameters(draw, example.layer));
    return inputs;
  }

  /** {@code (x, θ₁, θ₂, …) ↦ y}, in training; on whatever device they are. */
  protected static Tensor forward(Example example, List<Tensor> inputs) {
    Context context = Context.training(RandomStreams.of(example.seed));
    return Parameter.substitute(
        example.layer.parameters(),
        inputs.subList(1, inputs.size()),
        () -> example.layer.forward(inputs.get(0), context));
  }

  /**
   * The layer with a dense one before it: then what it passes back is used, not just returned.
   *
   * <p>The dense layer reads unit rows, and its weights are the example's x: so what arrives at the
   * layer is x itself, as far from all kinks as it was. It makes rows; examples of another shape
   * are rows until then.
   */
  private static Downstream downstream(Draw draw, Example example) {
    int batch = example.x.dim(0);
    int features = example.x.size() / batch;
    Dense dense =
        new Dense(Device.reference(), batch, features, Initialiser.glorot(), draw.random());
    int[] dims = example.x.shape().dims();
    Shape one = new Shape(Arrays.copyOfRange(dims, 1, dims.length));
    Layer upstream = dims.length == 2 ? dense : new Sequential(dense, new Unflatten(one));
    double[][] unitRows = new double[batch][batch];
    for (int i = 0; i < batch; i++) {
      unitRows[i][i] = 1;
    }
    Layer both = new Sequential(upstream, example.layer);
    Example longer = new Example(both, Device.reference().matrix(unitRows), example.seed);
    List<Tensor> inputs = inputs(draw, longer);
    inputs.set(1, example.x.reshape(batch, features).stopGradient());
    inputs.set(2, Device.reference().zeros(features));
    return new Downstream(longer, inputs);
  }

  private record Downstream(Example example, List<Tensor> inputs) {}

  /** With respect to the input and every parameter, all moved together. */
  @Property(tries = 60)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Example example = smooth(draw);
    List<Tensor> inputs = inputs(draw, example);
    Derivatives.agree(GradientCheck.firstOrder(in -> forward(example, in), inputs, random));
  }

  /** And each one alone, where the others cannot hide an error. */
  @Property(tries = 40)
  void gradientOfEachIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Example example = smooth(draw);
    List<Tensor> inputs = inputs(draw, example);
    for (int k = 0; k < inputs.size(); k++) {
      int which = k;
      Function<List<Tensor>, Tensor> alone =
          one -> {
            List<Tensor> all = new ArrayList<>(inputs);
            all.set(which, one.get(0));
            return forward(example, all);
          };
      Derivatives.agree(GradientCheck.firstOrder(alone, List.of(inputs.get(k)), random));
    }
  }

  @Property(tries = 60)
  void gradientOfTheGradientIsTheSecondDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Example example = smooth(draw);
    Derivatives.agree(
        GradientCheck.secondOrder(in -> forward(example, in), inputs(draw, example), random));
  }

  @Property(tries = 60)
  void gradientIsTheDerivativeDownstream(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Downstream down = downstream(draw, smooth(draw));
    Derivatives.agree(
        GradientCheck.firstOrder(in -> forward(down.example, in), down.inputs, random));
  }

  @Property(tries = 60)
  void gradientOfTheGradientIsTheSecondDerivativeDownstream(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    Downstream down = downstream(draw, smooth(draw));
    Derivatives.agree(
        GradientCheck.secondOrder(in -> forward(down.example, in), down.inputs, random));
  }

  /** Output and gradients on every device, up to the rounding of its arithmetic. */
  @Property(tries = 60)
  void sameOnEveryDevice(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Example example = smooth(draw);
    List<Tensor> inputs = inputs(draw, example);
    Twins.agree(new Case(inputs, in -> forward(example, in)));
    Tensor v = draw.normals(forward(example, inputs).shape());
    int which = draw.from(0, inputs.size() - 1);
    Twins.agree(
        new Case(
            inputs,
            in -> {
              Tensor y = forward(example, in);
              return Gradients.of(y, v.to(y.device()), in).get(which);
            }));
  }

  /** The parameters come in the same order each time, and each of them just once. */
  @Property(tries = 20)
  void parametersHaveAnOrder(@ForAll long seed) {
    Layer layer = smooth(new Draw(new SplittableRandom(seed))).layer;
    assertThat(layer.parameters()).isEqualTo(layer.parameters()).doesNotHaveDuplicates();
  }

  /**
   * Given a shape that it cannot take - an axis missing, one too many, one longer - a layer, or the
   * part of it that is in the way, says who it is, what it expected and what it got.
   */
  @Property(tries = 20)
  void aWrongShapeIsNamed(@ForAll long seed) {
    Example example = smooth(new Draw(new SplittableRandom(seed)));
    int[] dims = example.x.shape().dims();
    List<int[]> wrong = new ArrayList<>();
    wrong.add(Arrays.copyOf(dims, dims.length - 1));
    int[] more = Arrays.copyOf(dims, dims.length + 1);
    more[dims.length] = 2;
    wrong.add(more);
    for (int axis = 1; axis < dims.length; axis++) {
      int[] longer = dims.clone();
      longer[axis]++;
      wrong.add(longer);
    }
    int refused = 0;
    for (int[] shape : wrong) {
      Tensor x = Device.reference().zeros(shape);
      try {
        example.layer.forward(x, Context.training(RandomStreams.of(seed)));
      } catch (ShapeException e) {
        refused++;
        assertThat(e.getMessage())
            .as("%s of %s", example.layer, x.shape())
            .doesNotContain("\n")
            .containsPattern("needs? .*, got ");
        assertThat(names(example.layer)).anyMatch(name -> e.getMessage().contains(name));
      }
    }
    if (!example.layer.parameters().isEmpty()) { // they have shapes, which must fit
      assertThat(refused).as("%s", example).isPositive();
    }
  }

  /** What a layer and its parts call themselves. */
  private static List<String> names(Layer layer) {
    List<String> names = new ArrayList<>(List.of(layer.toString()));
    if (layer instanceof Assembly assembly) {
      assembly.layers().forEach(part -> names.addAll(names(part)));
    }
    return names;
  }
}
