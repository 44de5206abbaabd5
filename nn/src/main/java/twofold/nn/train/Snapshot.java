package twofold.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import twofold.nn.layer.Network;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** All numbers of a network at one moment: parameters and state. */
final class Snapshot {
  private final List<Tensor> numbers;

  private Snapshot(List<Tensor> numbers) {
    this.numbers = numbers;
  }

  static Snapshot of(Network model) {
    return new Snapshot(places(model).map(Snapshot::copy).toList());
  }

  private static Stream<Parameter> places(Network model) {
    return Stream.concat(model.parameters().stream(), model.state().stream());
  }

  /** On the same device: the same bits. */
  private static Tensor copy(Parameter place) {
    Tensor value = place.value();
    return value.device().tensor(value.shape(), value.toArray());
  }

  /** What {@link #numbers} gave before, for a network that is built the same way. */
  static Snapshot of(Network model, List<Tensor> numbers) {
    List<Parameter> places = places(model).toList();
    if (numbers.size() != places.size()) {
      throw new IllegalArgumentException(
          "a snapshot of this network has " + places.size() + " tensors, got " + numbers.size());
    }
    for (int k = 0; k < numbers.size(); k++) {
      if (!numbers.get(k).shape().equals(places.get(k).shape())) {
        throw new IllegalArgumentException(
            "tensor "
                + k
                + " of the snapshot needs the shape of "
                + places.get(k)
                + ", got "
                + numbers.get(k).shape());
      }
    }
    return new Snapshot(List.copyOf(numbers));
  }

  List<Tensor> numbers() {
    return numbers;
  }

  /** Makes a network that is built the same way the one that the snapshot was taken of. */
  void putInto(Network model) {
    List<Parameter> places = new ArrayList<>(places(model).toList());
    for (int k = 0; k < places.size(); k++) {
      places.get(k).set(numbers.get(k).toArray());
    }
  }
}
