package twofold.verify.experiment;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import twofold.nn.train.History;
import twofold.nn.train.History.Epoch;

/** Loss and accuracy over the epochs, drawn. */
final class Curves {
  private Curves() {}

  /** A drawn chart. */
  record Chart(String title, byte[] png) {
    String dataUri() {
      return Pictures.dataUri("image/png", png);
    }
  }

  /**
   * None where Java cannot draw text because the system has no fonts; the numbers are in the table
   * as well.
   */
  static List<Chart> of(History history) {
    return drawn(
        () ->
            List.of(loss(history), chart("accuracy", history, e -> e.train().accuracy(), e -> e.test().accuracy())));
  }

  /** The same for what has no accuracy. */
  static List<Chart> ofLoss(History history) {
    return drawn(() -> List.of(loss(history)));
  }

  private static Chart loss(History history) {
    return chart("loss", history, e -> e.train().loss(), e -> e.test().loss());
  }

  private static List<Chart> drawn(Supplier<List<Chart>> charts) {
    try {
      return charts.get();
    } catch (LinkageError | InternalError noFonts) {
      return List.of();
    }
  }

  private static Chart chart(
      String title, History history, ToDoubleFunction<Epoch> train, ToDoubleFunction<Epoch> test) {
    XYChart chart =
        new XYChartBuilder().width(440).height(320).title(title).xAxisTitle("epoch").build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    double[] epochs = history.epochs().stream().mapToDouble(Epoch::number).toArray();
    chart.addSeries("train", epochs, history.epochs().stream().mapToDouble(train).toArray());
    chart.addSeries("test", epochs, history.epochs().stream().mapToDouble(test).toArray());
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(chart, png, BitmapEncoder.BitmapFormat.PNG);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new Chart(title, png.toByteArray());
  }
}
