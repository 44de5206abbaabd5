package twofold.nn.save;

import java.util.IdentityHashMap;
import java.util.Map;
import twofold.tensor.Parameter;

/**
 * What those who write a description need to know.
 *
 * @param names of the tensors
 * @param path where in the description we are, for people
 * @param depth how many kinds are open
 */
record Writing(Map<Parameter, String> names, String path, int depth) {

  /** At the top of a description. */
  static Writing of(Map<String, Parameter> places, String path) {
    Map<Parameter, String> names = new IdentityHashMap<>();
    places.forEach((name, place) -> names.put(place, name));
    return new Writing(names, path, 0);
  }

  Writing at(String step) {
    return new Writing(names, path + step, depth);
  }

  Writing deeper() {
    if (depth == Reading.DEEPEST) {
      throw wrong("is nested more than " + Reading.DEEPEST + " deep, too deep to be saved");
    }
    return new Writing(names, path, depth + 1);
  }

  String nameOf(Parameter parameter) {
    String name = names.get(parameter);
    if (name == null) {
      throw wrong("has a parameter " + parameter + " that is not among the model's");
    }
    return name;
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(Reading.place(path) + " " + what);
  }
}
