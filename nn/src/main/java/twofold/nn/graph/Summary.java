package twofold.nn.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import twofold.nn.layer.Network;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * A table of what a network is made of: its parts, what one example is after each, and how many
 * numbers are learned there.
 *
 * <pre>
 *   layer              output   parameters
 *   input              (784)
 *   Dense 784 → 256    (256)       200,960
 *   ReLU               (256)
 *   Dense 256 → 10     (10)          2,570
 *                                  203,530
 * </pre>
 *
 * Where ways part or meet, the rows are numbered and say whose results they take. What is used
 * again is counted where it comes first. The running statistics of batch normalisation, say, are
 * not learned; if there are such numbers, their sum is in the last row, too.
 */
public final class Summary {
  private final List<Trace.Step> steps;

  private Summary(List<Trace.Step> steps) {
    this.steps = steps;
  }

  /**
   * Of a network that is sent an example of zeros.
   *
   * @param device where the network's parameters are
   * @param example the shape of one example for each input, without the axis that counts them
   */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  public static Summary of(Device<?> device, Network network, Shape... example) {
    try (Scope scope = Scope.open()) {
      List<Tensor> zeros = new ArrayList<>();
      for (Shape shape : example) {
        int[] dims = new int[shape.rank() + 1];
        dims[0] = 1;
        System.arraycopy(shape.dims(), 0, dims, 1, shape.rank());
        zeros.add(device.zeros(dims));
      }
      return of(network, zeros);
    }
  }

  /** Of a network that is sent some examples, which decide about its shapes. */
  public static Summary of(Network network, List<Tensor> inputs) {
    return new Summary(Trace.of(network, inputs));
  }

  /** How many numbers are learned. */
  public int parameters() {
    return steps.stream().mapToInt(Trace.Step::parameters).sum();
  }

  /** How many numbers are kept but not learned. */
  public int state() {
    return steps.stream().mapToInt(Trace.Step::state).sum();
  }

  /** The table, in lines. */
  @Override
  public String toString() {
    List<List<String>> rows = new ArrayList<>();
    boolean isChain = isChain();
    rows.add(row(isChain, "", "layer", "of", "output", "parameters"));
    for (int i = 0; i < steps.size(); i++) {
      Trace.Step step = steps.get(i);
      String of =
          step.from().stream()
              .map(from -> Integer.toString(from + 1))
              .collect(Collectors.joining(", "));
      String parameters = step.parameters() == 0 ? "" : number(step.parameters());
      rows.add(
          row(
              isChain,
              Integer.toString(i + 1),
              step.label(),
              of,
              withoutBatch(step.shape()),
              parameters));
    }
    String state = state() == 0 ? "" : "and " + number(state()) + " not learned";
    rows.add(row(isChain, "", state, "", "", number(parameters())));
    return table(rows);
  }

  private boolean isChain() {
    return IntStream.range(0, steps.size())
        .allMatch(i -> steps.get(i).from().equals(i == 0 ? List.of() : List.of(i - 1)));
  }

  private static List<String> row(boolean isChain, String... cells) {
    return isChain ? List.of(cells[1], cells[3], cells[4]) : List.of(cells);
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String withoutBatch(Shape shape) {
    return new Shape(Arrays.copyOfRange(shape.dims(), 1, shape.rank())).toString();
  }

  /** Columns as wide as their longest cell; the last one, of numbers, flush right. */
  private static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String space = " ".repeat(widths[c] - row.get(c).length());
        boolean isLast = c == columns - 1;
        line.append(isLast ? space + row.get(c) : row.get(c) + space + "   ");
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
