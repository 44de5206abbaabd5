package twofold.nn.save;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;
import twofold.tensor.io.TypedArray.Type;

/** Numbers on their way from named places to a file and back: first all are checked, then set. */
final class Places {
  /** So many differences are told one by one: enough to see what kind they are of. */
  private static final int TOLD = 3;

  private Places() {}

  /** The numbers as they are now, to the bit. */
  static Map<String, TypedArray> read(Map<String, Parameter> places) {
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    places.forEach((name, place) -> arrays.put(name, TypedArray.of(place.value())));
    return arrays;
  }

  /**
   * Fails, with the differences, unless each place has an array of its shape.
   *
   * @param tolerated names that may be there without a place
   */
  static void requireFit(
      Path file,
      Map<String, TypedArray> arrays,
      Map<String, Parameter> places,
      Set<String> tolerated) {
    List<String> differences = new ArrayList<>();
    places.forEach((name, place) -> compare(name, arrays.get(name), place, differences));
    for (String name : arrays.keySet()) {
      if (!places.containsKey(name) && !tolerated.contains(name)) {
        differences.add("tensor '" + name + "' is not expected");
      }
    }
    if (!differences.isEmpty()) {
      int told = Math.min(TOLD, differences.size());
      String more =
          told < differences.size() ? "; and " + (differences.size() - told) + " more" : "";
      throw new DataException(
          file
              + " does not fit the model: "
              + String.join("; ", differences.subList(0, told))
              + more);
    }
  }

  private static void compare(
      String name, TypedArray array, Parameter place, List<String> differences) {
    Type type = Type.of(place.value().device());
    if (array == null) {
      differences.add("tensor '" + name + "' is missing, expected shape " + place.shape());
    } else if (!array.shape().equals(place.shape())) {
      differences.add(
          "tensor '" + name + "' has shape " + array.shape() + ", expected " + place.shape());
    } else if (!isExact(array.type(), type)) {
      differences.add("tensor '" + name + "' is of " + array.type() + ", expected " + type);
    }
  }

  /** A float is a double, too. The other way round numbers would be rounded, and nobody told. */
  static boolean isExact(Type from, Type to) {
    return from == to || from == Type.FLOAT32 && to == Type.FLOAT64;
  }

  /** Fills places that fit. */
  static void write(Map<String, TypedArray> arrays, Map<String, Parameter> places) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    places.forEach(
        (name, place) -> tensors.put(name, arrays.get(name).tensor(place.value().device())));
    places.forEach((name, place) -> place.set(tensors.get(name)));
  }

  /** What somebody remembered. Counts are doubles on the reference device; the rest is here. */
  static Map<String, Tensor> memory(Safetensors read, String whose, Device<?> device) {
    Map<String, Tensor> memory = new LinkedHashMap<>();
    read.arrays()
        .forEach(
            (name, array) -> {
              if (name.startsWith(whose)) {
                boolean isDouble = array.type() == Type.FLOAT64;
                Device<?> where = isDouble ? Device.reference() : device;
                memory.put(name.substring(whose.length()), array.tensor(where));
              }
            });
    return memory;
  }
}
