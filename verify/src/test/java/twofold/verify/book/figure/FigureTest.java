package twofold.verify.book.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

class FigureTest {
  private static final String LIMIT = "{\"operation\": \"Fma\", \"throughput\": 120}";

  @TempDir private Path runs;

  private static Document parse(String svg)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private String run(String... rows) throws IOException {
    Files.writeString(runs.resolve("tensor.json"), "{\"rows\": [" + String.join(",", rows) + "]}");
    return new SizeLadder().svg(runs);
  }

  private static String row(String path, int size, double throughput) {
    return "{\"operation\": \"MatMul\", \"path\": \"%s\", \"size\": %d, \"throughput\": %s}"
        .formatted(path, size, throughput);
  }

  @Test
  void theColumnAndTheRowAreDrawnCellByCell() throws Exception {
    Document drawing = parse(new BroadcastRowColumn().svg(runs));
    int pale = 0;
    int cells = 0;
    for (int i = 0; i < drawing.getElementsByTagName("rect").getLength(); i++) {
      String look =
          drawing
              .getElementsByTagName("rect")
              .item(i)
              .getAttributes()
              .getNamedItem("class")
              .getNodeValue();
      cells += look.startsWith("cell") ? 1 : 0;
      pale += look.equals("cell pale") ? 1 : 0;
    }
    assertThat(cells).isEqualTo(3 * 12);
    assertThat(pale).isEqualTo(9 + 8); // all but the column, all but the row
  }

  @Test
  void aFigureIsTheSameToTheByteWhateverTheOrderOfTheRows() throws IOException {
    String one =
        run(LIMIT, row("cpu", 64, 8), row("cpu", 512, 75), row("gpu", 64, 1), row("gpu", 512, 60));
    String two =
        run(LIMIT, row("gpu", 512, 60), row("cpu", 512, 75), row("gpu", 64, 1), row("cpu", 64, 8));
    assertThat(two).isEqualTo(one);
  }

  @Test
  void namesAreEscapedAndTheFileIsWellFormed() throws Exception {
    Document drawing = parse(run(LIMIT, row("<a> & b", 64, 8), row("<a> & b", 512, 75)));
    assertThat(drawing.getDocumentElement().getTextContent()).contains("<a> & b");
  }

  @Test
  void aSingleSizeIsAPointAndNotAnError() throws Exception {
    parse(run(LIMIT, row("cpu", 64, 8)));
  }

  @Test
  void whatIsMissingIsSaidInOneLine() {
    assertThatThrownBy(() -> new SizeLadder().svg(runs)).hasMessageContaining("no recorded run");
    assertThatThrownBy(() -> run()).hasMessageContaining("has no rows");
    assertThatThrownBy(() -> run("{\"operation\": \"MatMul\"}"))
        .hasMessage("a row needs throughput, got {\"operation\":\"MatMul\"}");
  }

  @Test
  void anAxisHasRoundNumbersThatHoldTheData() {
    assertThat(Scale.around(3, 470, false).ticks())
        .containsExactly(0.0, 100.0, 200.0, 300.0, 400.0, 500.0);
    assertThat(Scale.around(0.3, 88, true).ticks()).containsExactly(0.1, 1.0, 10.0, 100.0);
    assertThat(Scale.around(10, 10, true).ticks()).containsExactly(10.0, 100.0);
    Scale scale = Scale.around(0.3, 88, true);
    assertThat(scale.at(0.1)).isEqualTo(0);
    assertThat(scale.at(100)).isEqualTo(1);
    assertThat(Scale.label(1024)).isEqualTo("1,024");
    assertThat(Scale.label(0.1)).isEqualTo("0.1");
    assertThat(Scale.label(2.5)).isEqualTo("2.5");
  }

  @Test
  void manyPointsAreALineOverRoundNumbers() throws Exception {
    double[] x = new double[120];
    for (int i = 0; i < x.length; i++) {
      x[i] = i + 1.0;
    }
    Document few = parse(new Chart("x", "y").series("a", x, x).svg());
    Document many = parse(new Chart("x", "y").continuous().series("a", x, x).svg());
    assertThat(few.getElementsByTagName("circle").getLength()).isEqualTo(120);
    assertThat(many.getElementsByTagName("circle").getLength()).isZero();
    assertThat(many.getDocumentElement().getTextContent()).contains("50").doesNotContain("119");
  }

  @Test
  void aBarIsAsLongAsItsNumber() throws Exception {
    Document drawing =
        parse(new Bars("milliseconds").bar("a", 1, "1.0", 0).bar("b", 4, "4.0", 1).svg());
    var bars = drawing.getElementsByTagName("rect");
    double a =
        Double.parseDouble(bars.item(1).getAttributes().getNamedItem("width").getNodeValue());
    double b =
        Double.parseDouble(bars.item(2).getAttributes().getNamedItem("width").getNodeValue());
    assertThat(b).isEqualTo(4 * a, org.assertj.core.data.Offset.offset(0.2)); // tenths are written
  }
}
