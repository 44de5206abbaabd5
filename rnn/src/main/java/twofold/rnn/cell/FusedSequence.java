package twofold.rnn.cell;

import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Composed;
import twofold.tensor.Device;
import twofold.tensor.Once;
import twofold.tensor.Tensor;

/**
 * A whole sequence through a {@link Cell}, as one operation: what those of all cells share.
 *
 * <p>Its inputs are the projected inputs p, U, b, what else the cell learns, and the parts of the
 * start; its result are all states, (parts, batch, time, units).
 */
public interface FusedSequence extends Composed {

  /** How much there is to do. */
  Extent extent();

  /** How many parts a state has. */
  int parts();

  /**
   * Lets this device's kernel write all states.
   *
   * @param in the storage of the inputs, all dense, in order
   */
  void run(Device<Object> device, List<Object> in, Object states, Extent s);

  /**
   * Backpropagation through it.
   *
   * @param states what it resulted in, as a constant
   * @param gradient what the loss says about them
   */
  FusedGradient gradient(Tensor states, Tensor gradient);

  /**
   * What the loss says about each input.
   *
   * @param found what {@link #gradient} has found
   */
  List<Supplier<Tensor>> pullback(Tensor states, Supplier<List<Tensor>> found);

  /** The parts of the start: the last inputs. */
  default List<Tensor> starts() {
    List<Tensor> in = inputs();
    return in.subList(in.size() - parts(), in.size());
  }

  @Override
  default Tensor forward() {
    Extent s = extent();
    List<Tensor> in = inputs();
    Device<Object> device = Device.of(in.get(0), in.toArray(Tensor[]::new));
    Tensor states = device.empty(s.states(parts()));
    run(device, storages(in), states.storage(), s);
    return states;
  }

  /** Of tensors made dense where they are not. */
  static List<Object> storages(List<Tensor> tensors) {
    return tensors.stream().map(x -> x.dense().storage()).toList();
  }

  @Override
  default List<Supplier<Tensor>> pullback(Tensor states, Tensor gradient) {
    return pullback(
        states, Once.of(() -> gradient(states.stopGradient(), gradient).foundByKernel()));
  }
}
