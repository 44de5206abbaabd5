package twofold.nn.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringTokenizer;
import twofold.tensor.io.DataException;

/**
 * Sparse rows with a number each, in the format of LIBSVM.
 *
 * <pre>
 *   +1 3:0.5 17:1 204:-2.25      # a comment
 *
 *   label  index:value …         indices count from 1 and increase; what is not named is 0
 * </pre>
 *
 * <p>The label is the number of a class, of which the first need not be 0, or any number to be
 * predicted. Groups ({@code qid:}) and lists of labels are refused: this is no data for ranking.
 * Files may be gzipped. [Chang and Lin, LIBSVM: a library for support vector machines, 2011]
 *
 * @param rows what is known; index i of the file is column i − 1
 * @param labels what is to be predicted; not to be changed
 */
public record Libsvm(SparseRows rows, double[] labels) {
  /** An array of that many numbers can be made. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  public Libsvm {
    if (labels.length != rows.count()) {
      throw new IllegalArgumentException(
          rows.count() + " rows need as many labels, got " + labels.length);
    }
  }

  /**
   * Reads a file. It is as wide as its largest index; so a test set that lacks the last columns is
   * narrower than its training set: for that, see {@link #read(Path, int)}.
   *
   * @throws DataException if the file is missing, unsound or without rows
   */
  public static Libsvm read(Path file) {
    return new Reading(file, MOST).read(0);
  }

  /**
   * Reads a file of a known width.
   *
   * @throws DataException if the file is missing, unsound or without rows, or has a larger index
   * @throws IllegalArgumentException if width is below 1
   */
  public static Libsvm read(Path file, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, got " + width);
    }
    return new Reading(file, width).read(width);
  }

  /** The labels that occur, in increasing order: the classes, if they are classes. */
  public double[] distinctLabels() {
    return Arrays.stream(labels).distinct().sorted().toArray();
  }

  /**
   * The class of each row: the position of its label among those known. Take them from the training
   * set, so that a class has the same number in both.
   *
   * @throws IllegalArgumentException if a label is not known
   */
  public int[] classes(double... known) {
    int[] classes = new int[labels.length];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = -1;
      for (int k = 0; k < known.length && classes[i] < 0; k++) {
        classes[i] = labels[i] == known[k] ? k : -1;
      }
      if (classes[i] < 0) {
        throw new IllegalArgumentException(
            "labels must be of %s, got %s in row %d"
                .formatted(Arrays.toString(known), labels[i], i));
      }
    }
    return classes;
  }

  /** One file, line by line. */
  private static final class Reading {
    private final Path file;
    private final int mostColumns;
    private final SparseRows.Builder rows;
    private double[] labels = new double[1024];
    private int count;
    private int largest;

    Reading(Path file, int mostColumns) {
      this.file = file;
      this.mostColumns = mostColumns;
      this.rows = new SparseRows.Builder(mostColumns);
    }

    /**
     * @param width 0 for as wide as the largest index
     */
    Libsvm read(int width) {
      DataFiles.lines(file, this::line);
      if (count == 0) {
        throw new DataException(file + " has no rows, only comments and empty lines");
      }
      return new Libsvm(
          rows.build(width == 0 ? Math.max(1, largest) : width), Arrays.copyOf(labels, count));
    }

    private void line(int number, String line) {
      int comment = line.indexOf('#');
      StringTokenizer cells = new StringTokenizer(comment < 0 ? line : line.substring(0, comment));
      if (!cells.hasMoreTokens()) {
        return;
      }
      double label = number(cells.nextToken(), number, "a label");
      int last = 0;
      while (cells.hasMoreTokens()) {
        last = cell(cells.nextToken(), last, number);
      }
      largest = Math.max(largest, last);
      labels = count == labels.length ? Arrays.copyOf(labels, 2 * count) : labels;
      labels[count++] = label;
      rows.endRow();
    }

    /** Returns its index. */
    private int cell(String cell, int last, int line) {
      int colon = cell.indexOf(':');
      if (colon < 1) {
        throw wrong(line, "expected index:value, got \"%.20s\"", cell);
      }
      String name = cell.substring(0, colon);
      if (name.equals("qid")) {
        throw wrong(line, "groups for ranking are not read here, got \"%.20s\"", cell);
      }
      int index = index(name, line);
      if (index <= last) {
        throw wrong(line, "indices must increase, got %d after %d", index, last);
      }
      float value = (float) number(cell.substring(colon + 1), line, "a value");
      if (Float.isInfinite(value)) { // finite as a double, but values are kept as floats
        throw wrong(line, "a value must fit a float, got \"%.20s\"", cell.substring(colon + 1));
      }
      if (value != 0) {
        rows.put(index - 1, value);
      }
      return index;
    }

    private int index(String text, int line) {
      boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
      long index = digits && text.length() <= 10 ? Long.parseLong(text) : -1;
      if (index < 1 || index > mostColumns) {
        throw wrong(line, "an index must be 1 to %d, got \"%.20s\"", mostColumns, text);
      }
      return (int) index;
    }

    private double number(String text, int line, String what) {
      double number = DataFiles.number(text);
      if (Double.isNaN(number)) {
        throw wrong(line, "%s must be a finite number, got \"%.20s\"", what, text);
      }
      return number;
    }

    private DataException wrong(int line, String what, Object... arguments) {
      return DataFiles.wrong(file, line, what, arguments);
    }
  }
}
