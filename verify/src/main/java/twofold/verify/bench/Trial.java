package twofold.verify.bench;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;

/**
 * A benchmark with a value for each of its parameters.
 *
 * @param method JMH's name: class and method
 * @param type the class of the benchmark
 * @param operation what is timed
 * @param parameters all values, by name
 * @param work what one call does, or null where the benchmark does not say
 * @param isWorthwhile whether the benchmark thinks so
 */
record Trial(
    String method,
    Class<?> type,
    String operation,
    Map<String, String> parameters,
    Work work,
    boolean isWorthwhile) {

  static Trial of(String method, Map<String, String> parameters) {
    try {
      Class<?> type = Class.forName(method.substring(0, method.lastIndexOf('.')));
      if (!TimedCall.class.isAssignableFrom(type)) {
        String name = type.getSimpleName().replaceFirst("Benchmark$", "");
        String operation = name + method.substring(method.lastIndexOf('.'));
        return new Trial(method, type, operation, parameters, null, true);
      }
      TimedCall call = make(type, parameters);
      String operation = parameters.getOrDefault("operation", call.operation());
      return new Trial(method, type, operation, parameters, call.work(), call.isWorthwhile());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " cannot be made: " + e, e);
    }
  }

  /** The benchmark itself, its parameters set as JMH does it, for the types that are in use. */
  static TimedCall make(Class<?> type, Map<String, String> parameters)
      throws ReflectiveOperationException {
    TimedCall call = (TimedCall) type.getConstructor().newInstance();
    for (var parameter : parameters.entrySet()) {
      Field field = type.getField(parameter.getKey());
      if (field.getType() == int.class) {
        field.setInt(call, Integer.parseInt(parameter.getValue()));
      } else {
        field.set(call, parameter.getValue());
      }
    }
    return call;
  }

  /** Which writing, or an empty word where there is but one. */
  String path() {
    return parameters.getOrDefault("path", "");
  }

  /** In the unit of the work, 0 where it is not known. */
  double amount() {
    return work == null ? 0 : work.amount();
  }

  boolean isModerate() {
    return work != null && work.isModerate();
  }

  /** The same for all paths of one operation and size, which stand side by side. */
  String sameWork() {
    return operation + " " + others();
  }

  /** The same for all sizes of one operation on one path. */
  String ladder() {
    return operation + " " + path();
  }

  /** The module whose code is timed. */
  String module() {
    String name = type.getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** The parameters that are neither operation nor path. */
  Map<String, String> others() {
    Map<String, String> others = new TreeMap<>(parameters);
    others.remove("operation");
    others.remove("path");
    return others;
  }

  /** For a person to read: the operation, the size, and whatever else there is. */
  String label() {
    Map<String, String> rest = others();
    String size = rest.remove("size");
    String more = rest.isEmpty() ? "" : " " + String.join(" ", rest.values());
    return operation + (size == null ? "" : " " + size) + more;
  }
}
