package twofold.nn.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.io.DataException;
import twofold.tensor.io.WholeFile;

/**
 * Writes a table of the epochs, a row for each, to a file of comma-separated values.
 *
 * <pre>
 *   epoch,loss,accuracy,test loss,test accuracy,seconds
 *   1,0.4831,0.8612,0.2713,0.9214,3.2
 * </pre>
 *
 * After each epoch the file is written anew and takes its name in one step, so whoever looks finds
 * whole rows. A run that is gone on with keeps the rows of the epochs before. Numbers have all
 * their digits.
 */
public final class CsvLog implements FitListener {
  private final Path file;
  private final List<String> lines = new ArrayList<>();

  public CsvLog(Path file) {
    this.file = file;
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    if (lines.isEmpty()) {
      lines.add(header(epoch));
      lines.addAll(before(epoch.number()));
    }
    lines.add(row(epoch));
    String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String header(History.Epoch epoch) {
    List<String> names = new ArrayList<>(List.of("epoch", "loss"));
    names.addAll(epoch.train().metrics().keySet());
    names.add("test loss");
    epoch.test().metrics().keySet().forEach(name -> names.add("test " + name));
    names.add("seconds");
    return names.stream().map(CsvLog::quoted).collect(Collectors.joining(","));
  }

  private static String row(History.Epoch epoch) {
    List<Double> numbers = new ArrayList<>();
    for (Score score : List.of(epoch.train(), epoch.test())) {
      numbers.add(score.loss());
      numbers.addAll(score.metrics().values());
    }
    numbers.add(epoch.seconds());
    return epoch.number()
        + numbers.stream().map(number -> "," + number).collect(Collectors.joining());
  }

  /**
   * A comma or a quotation mark in a name needs quotation marks around it. [RFC 4180, section 2]
   */
  private static String quoted(String name) {
    boolean isPlain = name.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
    return isPlain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Rows of earlier epochs that a run before this one has left; none for the first epoch. */
  private List<String> before(int epoch) {
    if (epoch == 1 || !Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> old = Files.readAllLines(file);
      if (old.isEmpty() || !old.get(0).equals(lines.get(0))) {
        throw new DataException(
            file + " is the log of something else: its header should be " + lines.get(0));
      }
      return old.stream().skip(1).filter(row -> number(row) < epoch).toList();
    } catch (IOException e) {
      throw new DataException(file + " cannot be read: " + e, e);
    }
  }

  private int number(String row) {
    try {
      return Integer.parseInt(row.substring(0, Math.max(0, row.indexOf(','))));
    } catch (NumberFormatException e) {
      throw new DataException(file + " has a row without an epoch: " + row, e);
    }
  }
}
