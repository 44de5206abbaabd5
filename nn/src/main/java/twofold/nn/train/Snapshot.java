package twofold.nn.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import twofold.nn.layer.Network;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** All numbers of a network at one moment: parameters and state. */
final class Snapshot {
  private final List<Part> parts;

  /** What was in one place; an array, for a tensor would end with the scope it was made in. */
  private record Part(Device<?> device, Shape shape, double[] numbers) {
    static Part of(Tensor x) {
      return new Part(x.device(), x.shape(), x.toArray());
    }
  }

  private Snapshot(List<Part> parts) {
    this.parts = parts;
  }

  static Snapshot of(Network model) {
    return new Snapshot(places(model).map(place -> Part.of(place.value())).toList());
  }

  private static Stream<Parameter> places(Network model) {
    return Stream.concat(model.parameters().stream(), model.state().stream());
  }

  /** What {@link #tensors} gave before, for a network that is built the same way. */
  static Snapshot of(Network model, List<Tensor> tensors) {
    List<Shape> wanted = places(model).map(Parameter::shape).toList();
    List<Shape> given = tensors.stream().map(Tensor::shape).toList();
    if (!given.equals(wanted)) {
      throw new IllegalArgumentException(
          "a snapshot of this network has the shapes " + wanted + ", got " + given);
    }
    return new Snapshot(tensors.stream().map(Part::of).toList());
  }

  /** The numbers bit for bit, on the device they were taken from. */
  List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    for (Part part : parts) {
      tensors.add(part.device.tensor(part.shape, part.numbers));
    }
    return tensors;
  }

  /** Makes a network that is built the same way the one that the snapshot was taken of. */
  void putInto(Network model) {
    List<Parameter> places = places(model).toList();
    for (int k = 0; k < parts.size(); k++) {
      places.get(k).set(parts.get(k).numbers);
    }
  }
}
