package twofold.tensor.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import twofold.tensor.Gradients;
import twofold.tensor.Tensor;

/**
 * The computation graph of a tensor, as Graphviz draws it: {@code dot -Tsvg graph.dot}.
 *
 * <pre>
 *   a box          a tensor that was given, with its shape
 *   an ellipse     an operation, with the shape of its result
 *   an arrow       from what is read to what is computed
 * </pre>
 */
public final class Dot {
  private Dot() {}

  /** The graph of everything the result was computed from. */
  public static String of(Tensor result) {
    return of(result, Map.of());
  }

  /**
   * @param names what to call some of the tensors, the parameters say
   */
  public static String of(Tensor result, Map<Tensor, String> names) {
    List<Tensor> history = Gradients.history(result);
    Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder("digraph {\n  rankdir=BT;\n");
    for (Tensor z : history) { // inputs first
      int number = numbers.size();
      numbers.put(z, number);
      String kind = z.origin() == null ? "given" : z.origin().getClass().getSimpleName();
      String name = names.getOrDefault(z, kind);
      text.append("  n%d [label=%s".formatted(number, quoted(name + " " + z.shape())));
      text.append(z.origin() == null ? ", shape=box];\n" : "];\n");
      if (z.origin() != null) {
        for (Tensor input : z.origin().inputs()) {
          text.append("  n%d -> n%d;\n".formatted(numbers.get(input), number));
        }
      }
    }
    return text.append("}\n").toString();
  }

  /**
   * Writes the graph to a file, whole or not at all.
   *
   * @throws DataException if the file cannot be written
   */
  public static void write(Path file, Tensor result) {
    WholeFile.write(file, out -> out.write(of(result).getBytes(StandardCharsets.UTF_8)));
  }

  /** A string as DOT writes it: names may hold anything. */
  public static String quoted(String name) {
    String clean = name.replaceAll("\\p{Cntrl}+", " ");
    return '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
