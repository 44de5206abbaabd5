package twofold.rnn.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import twofold.tensor.Tensor;

/**
 * A fused sequence through a cell with a memory c beside what it shows: an LSTM, or one of its
 * variants. Its inputs are p, U, b, what else the cell learns, h₀ and c₀.
 */
interface MemorySequence extends FusedSequence {

  Tensor h0();

  /** One step of the cell as tensor operations, with the other inputs from {@code in}. */
  State step(List<Tensor> in, Tensor p, State state);

  /**
   * What the loss says about the cell's further parameters.
   *
   * @param a what it says about the sums that the gates and g are functions of
   */
  List<Supplier<Tensor>> further(Tensor states, Supplier<Tensor> a);

  @Override
  default int parts() {
    return 2;
  }

  @Override
  default Tensor composed(List<Tensor> in) {
    State start = new State(in.subList(in.size() - 2, in.size()));
    return Unroll.states(in.get(0), start, (p, state) -> step(in, p, state));
  }

  @Override
  default List<Supplier<Tensor>> pullback(Tensor states, Supplier<List<Tensor>> found) {
    Supplier<Tensor> a = () -> found.get().get(0);
    List<Supplier<Tensor>> recipes = new ArrayList<>();
    recipes.add(a);
    recipes.add(() -> StateWeights.gradient(h0(), states.at(0), a.get()));
    recipes.add(() -> a.get().sum(0, 1));
    recipes.addAll(further(states, a));
    recipes.add(() -> found.get().get(1));
    recipes.add(() -> found.get().get(2));
    return recipes;
  }
}
