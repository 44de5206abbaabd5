package twofold.nn.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twofold.tensor.io.DataException;

/**
 * Cells between commas, which may stand in quotes [RFC 4180]. What the quotes mean is Jackson's
 * affair; empty lines are passed over, and spaces around a cell.
 */
final class Csv {
  private Csv() {}

  /**
   * @param line where it begins, from 1
   * @param cells its text, at least one
   */
  record Row(int line, List<String> cells) {}

  /**
   * Reads a whole file, which may be gzipped.
   *
   * @throws DataException if the file is missing, unsound or without a row
   */
  static List<Row> read(Path file) {
    List<Row> rows = DataFiles.read(file, text -> read(file, text));
    if (rows.isEmpty()) {
      throw new DataException(file + " is empty");
    }
    return rows;
  }

  private static List<Row> read(Path file, Reader text) throws IOException {
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();
    List<Row> rows = new ArrayList<>();
    try (MappingIterator<String[]> parsed = mapper.readerFor(String[].class).readValues(text)) {
      while (parsed.hasNextValue()) {
        int line = parsed.getParser().currentLocation().getLineNr(); // the row is not read yet
        rows.add(new Row(line, List.of(parsed.nextValue())));
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? rows.size() + 1 : e.getLocation().getLineNr();
      throw DataFiles.wrong(file, line, "is not CSV: %s", e.getOriginalMessage());
    }
    return rows;
  }
}
