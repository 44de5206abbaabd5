package twofold.nn.optim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** States of parts, put together to the state of a whole and taken apart again. */
final class States {
  private States() {}

  /** All entries of a part, under {@code prefix + name}. */
  static void put(Map<String, Tensor> whole, String prefix, Map<String, Tensor> part) {
    part.forEach((name, tensor) -> whole.put(prefix + name, tensor));
  }

  /** The entries whose names begin with a prefix, without it. */
  static Map<String, Tensor> part(Map<String, Tensor> whole, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    whole.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix)) {
            part.put(name.substring(prefix.length()), tensor);
          }
        });
    return part;
  }

  /** A count is kept in double on the reference device: exact up to 2⁵³, whoever counts. */
  static Tensor count(long steps) {
    return Device.reference().scalar(steps);
  }

  /** The count under this name. */
  static long count(Map<String, Tensor> state, String name) {
    double number = required(state, name).item();
    if (!(number >= 0 && number == Math.rint(number))) {
      throw new IllegalArgumentException(
          "entry '" + name + "' must be a whole number from 0 on, got " + number);
    }
    return (long) number;
  }

  static Tensor required(Map<String, Tensor> state, String name) {
    Tensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException(
          "this optimiser's state has an entry '" + name + "', got " + state.keySet());
    }
    return tensor;
  }

  /** Names nobody asked for: the state is that of another optimiser. */
  static void requireNothingElse(Map<String, Tensor> state, Set<String> known) {
    for (String name : state.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "this optimiser's state has no entry '" + name + "', only " + known);
      }
    }
  }

  /** A copy that later steps do not change. */
  static Tensor snapshot(Parameter parameter) {
    Tensor value = parameter.value();
    return value.device().tensor(value.shape(), value.toArray());
  }

  /** All memories of one parameter have its shape. */
  static void requireOneShape(int parameter, List<Parameter> memories) {
    for (Parameter memory : memories) {
      if (!memory.shape().equals(memories.get(0).shape())) {
        throw new ShapeException(
            "the memories of parameter %d need one shape, got %s", parameter, memories);
      }
    }
  }

  /** The same place, or a copy of it on this device if it is on another. */
  static Parameter on(Device<?> device, Parameter place) {
    Tensor value = place.value();
    return value.device() == device ? place : new Parameter(place.name(), value.to(device));
  }

  /** What remembers one number for each of the parameters' serves parameters of these shapes. */
  static void requireTheSame(List<Shape> served, List<Parameter> parameters) {
    List<Shape> given = parameters.stream().map(Parameter::shape).toList();
    if (!given.equals(served)) {
      throw new ShapeException(
          "an optimiser serves one set of parameters, of shapes %s here; got %s", served, given);
    }
  }
}
