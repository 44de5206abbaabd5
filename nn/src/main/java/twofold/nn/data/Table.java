package twofold.nn.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import twofold.tensor.io.DataException;

/**
 * Numbers in rows and named columns.
 *
 * @param columns the names
 * @param rows of equal length; not to be changed
 */
public record Table(List<String> columns, double[][] rows) {

  public Table {
    columns = List.copyOf(columns);
    for (double[] row : rows) {
      if (row.length != columns.size()) {
        throw new IllegalArgumentException(
            "rows must have "
                + columns.size()
                + " numbers, as there are columns; got "
                + row.length);
      }
    }
  }

  /**
   * Reads CSV: a line of names, then numbers.
   *
   * @throws DataException if the file is missing, unsound or without numbers
   */
  public static Table read(Path file) {
    return of(file, Csv.read(file));
  }

  /**
   * Reads CSV that begins with a line of two counts, the rows and the columns before the last one;
   * so do some files of the scikit-learn collection. A file that was cut off is found out.
   *
   * @throws DataException if the file is missing or unsound, or has another number of rows or
   *     columns
   */
  public static Table readCounted(Path file) {
    List<Csv.Row> lines = Csv.read(file);
    Csv.Row first = lines.get(0);
    if (first.cells().size() < 2) {
      throw DataFiles.wrong(
          file, first.line(), "expected the numbers of rows and columns, got %s", first.cells());
    }
    double rows = number(file, first, 0, "number of rows");
    double columns = number(file, first, 1, "number of columns");
    Table table = of(file, lines.subList(1, lines.size()));
    if (table.columns.size() != columns + 1) {
      throw new DataException(
          file
              + " must have %.0f columns and a target, got %d in all"
                  .formatted(columns, table.columns.size()));
    }
    if (table.rows.length != rows) {
      throw new DataException(
          file + " must have %.0f rows, got %d".formatted(rows, table.rows.length));
    }
    return table;
  }

  private static Table of(Path file, List<Csv.Row> lines) {
    if (lines.size() < 2) {
      throw new DataException(file + " has no rows of numbers after its names");
    }
    List<String> names = lines.get(0).cells();
    if (Set.copyOf(names).size() < names.size()) {
      throw DataFiles.wrong(
          file, lines.get(0).line(), "expected a name of its own for each column, got %s", names);
    }
    double[][] rows = new double[lines.size() - 1][];
    for (int i = 0; i < rows.length; i++) {
      Csv.Row line = lines.get(i + 1);
      if (line.cells().size() != names.size()) {
        throw DataFiles.wrong(
            file, line.line(), "expected %d columns, got %d", names.size(), line.cells().size());
      }
      rows[i] = new double[names.size()]; // not before: a long header asks for much, a line has it
      for (int j = 0; j < names.size(); j++) {
        rows[i][j] = number(file, line, j, names.get(j));
      }
    }
    return new Table(names, rows);
  }

  private static double number(Path file, Csv.Row line, int column, String name) {
    String cell = line.cells().get(column);
    double number = DataFiles.number(cell);
    if (!Double.isNaN(number)) {
      return number;
    }
    throw DataFiles.wrong(
        file, line.line(), "%.40s must be a finite number, got \"%.20s\"", name, cell);
  }

  /** How many rows. */
  public int count() {
    return rows.length;
  }

  /** One column, a fresh array. */
  public double[] column(String name) {
    int j = index(name);
    return IntStream.range(0, rows.length).mapToDouble(i -> rows[i][j]).toArray();
  }

  /** All columns but one. */
  public Table without(String name) {
    int left = index(name);
    List<String> names = new ArrayList<>(columns);
    names.remove(left);
    double[][] rest = new double[rows.length][names.size()];
    for (int i = 0; i < rest.length; i++) {
      System.arraycopy(rows[i], 0, rest[i], 0, left);
      System.arraycopy(rows[i], left + 1, rest[i], left, names.size() - left);
    }
    return new Table(names, rest);
  }

  /** The rows at these positions, in this order. */
  public Table select(int[] positions) {
    double[][] selected = new double[positions.length][];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = rows[positions[i]];
    }
    return new Table(columns, selected);
  }

  private int index(String name) {
    int j = columns.indexOf(name);
    if (j < 0) {
      throw new IllegalArgumentException("columns are " + columns + "; got " + name);
    }
    return j;
  }
}
