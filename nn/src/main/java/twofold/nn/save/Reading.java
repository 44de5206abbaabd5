package twofold.nn.save;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.io.DataException;
import twofold.tensor.io.TypedArray;

/**
 * What those who read a description need: the tensors beside it, and a way to say what is wrong.
 *
 * @param source the file
 * @param path where in the description we are, for people
 * @param depth how many kinds are open
 */
record Reading(Source source, String path, int depth) {
  /** More than any network that people build; far less than what a thread's stack holds. */
  static final int DEEPEST = 100;

  /** So much of a file is quoted. */
  private static final int QUOTED = 80;

  /** And so much of what a constructor says, which may quote it, too. */
  private static final int TOLD = 300;

  /**
   * A file and what has been made of it so far.
   *
   * @param made places of numbers, by the names of their tensors
   */
  record Source(
      Path file, Device<?> device, Map<String, TypedArray> arrays, Map<String, Parameter> made) {

    Source(Path file, Device<?> device, Map<String, TypedArray> arrays) {
      this(file, device, arrays, new LinkedHashMap<>());
    }
  }

  Reading at(String step) {
    return new Reading(source, path + step, depth);
  }

  Reading deeper() {
    if (depth == DEEPEST) {
      throw wrong("nests more than " + DEEPEST + " deep");
    }
    return new Reading(source, path, depth + 1);
  }

  /**
   * The place that a tensor fills. There is one for each name, so what shares a name shares what it
   * learns. Nothing is drawn, and nothing is allocated that the file does not fill.
   */
  Parameter parameter(String name) {
    Parameter known = source.made.get(name);
    if (known != null) {
      return known;
    }
    TypedArray array = source.arrays.get(name);
    if (array == null) {
      throw wrong("needs a tensor '" + shortened(name) + "' that the file does not have");
    }
    TypedArray.Type type = TypedArray.Type.of(source.device);
    if (!Places.isExact(array.type(), type)) {
      throw wrong("needs tensor '" + name + "' of " + type + ", got " + array.type());
    }
    Parameter made =
        new Parameter(name.substring(name.lastIndexOf('.') + 1), array.tensor(source.device));
    source.made.put(name, made);
    return made;
  }

  /** What a constructor makes; it checks what it is given. */
  <T> T made(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new DataException(wrong(": " + told(e)).getMessage(), e);
    }
  }

  DataException expected(String wanted, JsonNode got) {
    return wrong("should be " + wanted + ", got " + shortened(got.toString()));
  }

  DataException wrong(String what) {
    String space = what.startsWith(":") ? "" : " ";
    return new DataException(source.file + " has a bad description: " + place(path) + space + what);
  }

  /** A way that is long is known by its end. */
  static String place(String path) {
    int length = path.length();
    return length <= QUOTED ? path : "… " + path.substring(length - QUOTED);
  }

  /** What a constructor said. */
  static String told(IllegalArgumentException e) {
    return shortened(String.valueOf(e.getMessage()), TOLD);
  }

  static String shortened(String text) {
    return shortened(text, QUOTED);
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " …";
  }
}
