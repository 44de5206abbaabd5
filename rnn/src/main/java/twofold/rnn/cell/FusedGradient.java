package twofold.rnn.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import twofold.tensor.Composed;
import twofold.tensor.Composition;
import twofold.tensor.Concat;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Index;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Backpropagation through a {@link FusedSequence}, as one operation: what those of all cells share.
 *
 * <p>It finds what the loss says about several things at once, which stand one after the other in
 * its result: mostly about the projected inputs and the start. Its inputs are those of the
 * sequence, and what the loss says about all states.
 *
 * <p>Its own gradient is that of the composition: second derivatives are wanted rarely.
 */
public interface FusedGradient extends Composed {

  /** The way there, which has written down what the way back needs. */
  FusedSequence sequence();

  /** What it resulted in, as a constant. */
  Tensor states();

  /** What the loss says about them. */
  Tensor gradient();

  /**
   * Lets this device's kernel write everything found.
   *
   * @param in the storage of the sequence's inputs and of the gradient, all dense, in order
   */
  void back(Device<Object> device, List<Object> in, Object states, Object result, Extent s);

  /** The shapes of what is found. */
  default List<Shape> shapes() {
    return about(sequence().inputs()).stream().map(Tensor::shape).toList();
  }

  /**
   * The same by the composition.
   *
   * @param own the inputs of the sequence, each a tensor of its own
   */
  default List<Tensor> foundByComposition(List<Tensor> own, Tensor gradient) {
    return Gradients.of(sequence().composed(own), gradient, about(own));
  }

  /** The projected inputs, and the parts of the start. */
  private List<Tensor> about(List<Tensor> in) {
    int parts = sequence().parts();
    return Stream.concat(in.stream().limit(1), in.stream().skip(in.size() - parts)).toList();
  }

  /** What the operation has found, each in its shape. */
  default List<Tensor> foundByKernel() {
    Tensor all = apply();
    List<Tensor> found = new ArrayList<>();
    int from = 0;
    for (Shape shape : shapes()) {
      found.add(all.at(Index.range(from, from + shape.size())).reshape(shape));
      from += shape.size();
    }
    return found;
  }

  @Override
  default List<Tensor> inputs() {
    return Stream.concat(sequence().inputs().stream(), Stream.of(gradient())).toList();
  }

  @Override
  default Tensor forward() {
    List<Tensor> in = inputs();
    Device<Object> device = Device.of(states(), in.toArray(Tensor[]::new));
    Tensor result = device.empty(new Shape(shapes().stream().mapToInt(Shape::size).sum()));
    List<Object> storages = FusedSequence.storages(in);
    back(device, storages, states().storage(), result.storage(), sequence().extent());
    return result;
  }

  @Override
  default Tensor composed(List<Tensor> in) {
    int gradient = in.size() - 1;
    List<Tensor> own = in.subList(0, gradient).stream().map(Composition::apart).toList();
    List<Tensor> found = foundByComposition(own, in.get(gradient));
    return Concat.concat(found.stream().map(x -> x.reshape(-1)).toList(), 0);
  }

  @Override
  default List<Supplier<Tensor>> pullback(Tensor result, Tensor given) {
    return Composition.pullback(this::composed, inputs(), given);
  }
}
