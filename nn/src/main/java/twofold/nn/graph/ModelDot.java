package twofold.nn.graph;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import twofold.nn.layer.Network;
import twofold.tensor.Tensor;
import twofold.tensor.io.Dot;
import twofold.tensor.io.WholeFile;

/**
 * A network's layers, as Graphviz draws them: {@code dot -Tsvg network.dot}.
 *
 * <pre>
 *   an ellipse     an input, with its shape
 *   a box          a layer or a merge, with the shape of its result
 *   an arrow       from what is read to what is computed
 * </pre>
 *
 * The graph of the operations behind them is drawn by {@link Dot}.
 */
public final class ModelDot {
  private ModelDot() {}

  /**
   * @param inputs a batch, which decides about the shapes
   */
  public static String of(Network network, List<Tensor> inputs) {
    StringBuilder text = new StringBuilder("digraph {\n  rankdir=BT;\n");
    List<Trace.Step> steps = Trace.of(network, inputs);
    for (int i = 0; i < steps.size(); i++) {
      Trace.Step step = steps.get(i);
      String label = Dot.quoted(step.label() + " " + step.shape());
      String box = step.from().isEmpty() ? "" : ", shape=box";
      text.append("  n%d [label=%s%s];\n".formatted(i, label, box));
      for (int from : step.from()) {
        text.append("  n%d -> n%d;\n".formatted(from, i));
      }
    }
    return text.append("}\n").toString();
  }

  /**
   * Writes the drawing to a file, whole or not at all.
   *
   * @throws twofold.tensor.io.DataException if the file cannot be written
   */
  public static void write(Path file, Network network, List<Tensor> inputs) {
    byte[] text = of(network, inputs).getBytes(StandardCharsets.UTF_8);
    WholeFile.write(file, out -> out.write(text));
  }
}
