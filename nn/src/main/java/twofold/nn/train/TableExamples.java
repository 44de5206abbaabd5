package twofold.nn.train;

import java.util.Arrays;
import twofold.nn.data.Table;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * Rows of a table with a number to predict for each: inputs (batch, columns), targets (batch, 1).
 *
 * @param table what is known
 * @param wanted what is to be predicted, a number for each row; not to be changed
 */
public record TableExamples(Table table, double[] wanted) implements Examples {

  public TableExamples {
    if (wanted.length != table.count()) {
      throw new IllegalArgumentException(
          table.count() + " rows need as many numbers to predict, got " + wanted.length);
    }
  }

  @Override
  public TableExamples select(int[] positions) {
    double[] selected = Arrays.stream(positions).mapToDouble(i -> wanted[i]).toArray();
    return new TableExamples(table.select(positions), selected);
  }

  /** The same with other columns to predict from: standardised ones, say. */
  public TableExamples with(Table columns) {
    return new TableExamples(columns, wanted);
  }

  @Override
  public int count() {
    return table.count();
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int columns = table.columns().size();
    double[] inputs = new double[(to - from) * columns];
    double[] targets = new double[to - from];
    for (int i = 0; i < targets.length; i++) {
      System.arraycopy(table.rows()[order[from + i]], 0, inputs, i * columns, columns);
      targets[i] = wanted[order[from + i]];
    }
    return new Batch(
        device.tensor(new Shape(targets.length, columns), inputs),
        device.tensor(new Shape(targets.length, 1), targets));
  }
}
