package twofold.tensor.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import twofold.tensor.Shape;
import twofold.tensor.io.TypedArray.Type;

/**
 * The header of a .npy file, which is a dictionary as Python writes it:
 *
 * <pre>
 *   {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }
 *
 *   dict    = "{" [ string ":" value { "," string ":" value } [","] ] "}"
 *   value   = string | "True" | "False" | tuple
 *   tuple   = "(" [ integer { "," integer } [","] ] ")"           (3,) is a tuple, (3) is not
 * </pre>
 *
 * Python's own reader evaluates it as a literal; here is the grammar that is left when only what
 * NumPy writes counts.
 *
 * @param bigEndian whether the elements stand in the file with their first byte first
 * @param fortran whether the first index runs fastest
 */
record NpyHeader(Type type, boolean bigEndian, boolean fortran, Shape shape) {

  static NpyHeader parse(String text, FileSource file) {
    Map<String, Object> entries = new Parser(text, file).dictionary();
    if (!entries.keySet().equals(java.util.Set.of("descr", "fortran_order", "shape"))) {
      throw file.wrong(
          "has a bad header, expected the keys descr, fortran_order and shape, got %s",
          String.join(", ", entries.keySet()));
    }
    if (!(entries.get("fortran_order") instanceof Boolean fortran)) {
      throw file.wrong("has a bad header, expected True or False for fortran_order");
    }
    if (!(entries.get("shape") instanceof int[] dims)) {
      throw file.wrong("has a bad header, expected a tuple for shape");
    }
    String descr = String.valueOf(entries.get("descr"));
    for (Type type : Type.values()) {
      if (descr.equals("<" + type.numpy) || descr.equals("|b1") && type == Type.BOOL) {
        return new NpyHeader(type, false, fortran, file.shape(dims, type));
      }
      if (descr.equals(">" + type.numpy)) {
        return new NpyHeader(type, true, fortran, file.shape(dims, type));
      }
    }
    throw file.wrong(
        "has elements of a type not read here, expected f4, f8, i4, i8 or b1, got %s", descr);
  }

  /** As NumPy writes it. */
  static String text(Type type, boolean fortran, Shape shape) {
    List<String> dims = new ArrayList<>();
    for (int dim : shape.dims()) {
      dims.add(Integer.toString(dim));
    }
    return "{'descr': '%s%s', 'fortran_order': %s, 'shape': (%s%s), }"
        .formatted(
            type == Type.BOOL ? "|" : "<",
            type.numpy,
            fortran ? "True" : "False",
            String.join(", ", dims),
            dims.size() == 1 ? "," : "");
  }

  /** One character after the other, no recursion: nothing in the grammar nests. */
  private static final class Parser {
    private final String text;
    private final FileSource file;
    private int at;

    Parser(String text, FileSource file) {
      this.text = text;
      this.file = file;
    }

    Map<String, Object> dictionary() {
      Map<String, Object> entries = new LinkedHashMap<>();
      expect('{');
      while (!accept('}')) {
        String key = string();
        expect(':');
        if (entries.put(key, value()) != null) {
          throw file.wrong("has a bad header, %s stands in it twice", key);
        }
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      skipSpace();
      if (at < text.length()) {
        throw bad("the end");
      }
      return entries;
    }

    private Object value() {
      skipSpace();
      if (text.startsWith("True", at)) {
        at += 4;
        return true;
      }
      if (text.startsWith("False", at)) {
        at += 5;
        return false;
      }
      return at < text.length() && text.charAt(at) == '(' ? tuple() : string();
    }

    private int[] tuple() {
      List<Integer> dims = new ArrayList<>();
      boolean comma = true;
      expect('(');
      while (!accept(')')) {
        if (!comma) {
          throw bad("a comma or )");
        }
        dims.add(integer());
        comma = accept(',');
      }
      if (dims.size() == 1 && !comma) {
        throw bad("a tuple, (n) is none, (n,) is one,");
      }
      return dims.stream().mapToInt(Integer::intValue).toArray();
    }

    private int integer() {
      skipSpace();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      String digits = text.substring(start, at);
      if (digits.isEmpty() || digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
        at = start;
        throw bad("an extent from 0 to 2147483647");
      }
      return Integer.parseInt(digits);
    }

    private String string() {
      skipSpace();
      char quote = at < text.length() ? text.charAt(at) : 0;
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0) {
        throw bad("a string");
      }
      String content = text.substring(at + 1, end);
      at = end + 1;
      return content;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw bad("" + c);
      }
    }

    private boolean accept(char c) {
      skipSpace();
      boolean found = at < text.length() && text.charAt(at) == c;
      at += found ? 1 : 0;
      return found;
    }

    private void skipSpace() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private DataException bad(String expected) {
      String rest = text.substring(at, Math.min(text.length(), at + 20));
      return file.wrong(
          "has a bad header, expected %s at character %d, got %s",
          expected, at, rest.isEmpty() ? "the end" : rest);
    }
  }
}
