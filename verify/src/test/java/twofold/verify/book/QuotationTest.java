package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotationTest {
  private static final String RUN =
      """
      {"jvm": "17", "n": 1234567, "rows": [
        {"path": "cpu", "size": "64", "median": 2.0, "a/b": 7},
        {"path": "cpu", "size": "512", "median": 8.25},
        {"path": "open cl", "size": "512", "median": 0.5}]}
      """;

  private static String quote(String mark) throws JsonProcessingException {
    return Quotation.parse(mark).in(new ObjectMapper().readTree(RUN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rows/1/median                                              | 8.25",
        "/jvm                                                        | 17",
        "/n                                                          | 1234567",
        "/n %,d                                                      | 1,234,567",
        "/n %.1e                                                     | 1.2e+06",
        "/rows/1/median %.1f                                         | 8.3",
        "/rows/1/median %.0f %%                                      | 8 %",
        "/rows/0/a~1b                                                | 7",
        "/rows/[path=cpu,size=64]/median                             | 2.0",
        "/rows[path=cpu,size=512]/median                             | 8.25",
        "/rows/[path=open cl]/median %.2f                            | 0.50",
        "/rows/[path=cpu,size=512]/median ÷ /rows/[path=open cl]/median %.1f | 16.5",
        "/rows/1/median ÷ /rows/0/median                             | 4.125"
      })
  void aNumberIsFoundAndWritten(String mark, String expected) throws JsonProcessingException {
    assertThat(quote("run.json " + mark)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rows/7/median              | pointer /rows/7/median leads nowhere: no /7",
        "/columns                    | leads nowhere: no /columns",
        "rows                        | pointer must be of steps",
        "/rows/[path=cpu]/median     | [path=cpu] must fit one row, fits 2",
        "/rows/[path=gpu]/median     | [path=gpu] must fit one row, fits 0",
        "/rows/[speed=1]/median      | must fit one row, fits 0",
        "/rows/[path]/median         | condition must be name=value, got path",
        "/jvm/[path=cpu]             | needs a list of rows",
        "/rows/0                     | is not of a single value",
        "/n ÷ /jvm                   | a ratio needs numbers",
        "/jvm %.1f                   | format %.1f does not suit 17",
        "/n %q                       | format %q does not suit 1234567",
        "/n and more                 | a number is FILE POINTER"
      })
  void whatIsWrongIsSaidInOneLine(String mark, String message) {
    assertThatThrownBy(() -> quote("run.json " + mark))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageMatching(".*");
  }

  @Test
  void aMarkNeedsAFileAndAPointer() {
    assertThatThrownBy(() -> Quotation.parse("run.json")).hasMessageContaining("FILE POINTER");
  }
}
