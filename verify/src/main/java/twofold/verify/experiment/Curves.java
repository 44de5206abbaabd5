package twofold.verify.experiment;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import twofold.nn.train.History;
import twofold.nn.train.History.Epoch;
import twofold.tensor.io.WholeFile;

/** How something changes, over the epochs most often, drawn. */
final class Curves {
  private Curves() {}

  /** A drawn chart, in points and in lines. */
  record Chart(String title, byte[] png, byte[] svg) {
    String dataUri() {
      return Pictures.dataUri("image/png", png);
    }

    /** The title as the beginning of a file's name: letters, digits, hyphens. */
    String fileName() {
      return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
  }

  /** Each chart as a .png and an .svg file, for use elsewhere. */
  static void write(List<Chart> charts, Path folder) {
    for (Chart chart : charts) {
      WholeFile.write(folder.resolve(chart.fileName() + ".png"), out -> out.write(chart.png));
      WholeFile.write(folder.resolve(chart.fileName() + ".svg"), out -> out.write(chart.svg));
    }
  }

  /** Loss and accuracy. */
  static List<Chart> of(History history) {
    return of(history, "accuracy");
  }

  /** Loss and a metric. */
  static List<Chart> of(History history, String metric) {
    List<Chart> charts = new ArrayList<>(ofLoss(history));
    charts.addAll(
        chart(
            metric,
            Map.of(
                "train", values(history, e -> e.train().metric(metric)),
                "test", values(history, e -> e.test().metric(metric)))));
    return charts;
  }

  /** Loss alone, for what has no accuracy. */
  static List<Chart> ofLoss(History history) {
    return chart(
        "loss",
        Map.of(
            "train", values(history, e -> e.train().loss()),
            "test", values(history, e -> e.test().loss())));
  }

  /** The numbers of the curves, by the names of metrics. */
  static Map<String, double[]> numbers(History history) {
    return numbers(history, "accuracy");
  }

  /** Those of the loss and a metric. */
  static Map<String, double[]> numbers(History history, String metric) {
    Map<String, double[]> numbers = lossNumbers(history);
    String name = metric.substring(0, 1).toUpperCase(Locale.ROOT) + metric.substring(1);
    numbers.put("train" + name, values(history, e -> e.train().metric(metric)));
    numbers.put("test" + name, values(history, e -> e.test().metric(metric)));
    return numbers;
  }

  /** Those of the loss alone. */
  static Map<String, double[]> lossNumbers(History history) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    numbers.put("trainLoss", values(history, e -> e.train().loss()));
    numbers.put("testLoss", values(history, e -> e.test().loss()));
    return numbers;
  }

  private static double[] values(History history, ToDoubleFunction<Epoch> value) {
    return history.epochs().stream().mapToDouble(value).toArray();
  }

  /**
   * Lines by name, with a number for each epoch. None where Java cannot draw text because the
   * system has no fonts; the numbers are in the table as well.
   */
  static List<Chart> chart(String title, Map<String, double[]> lines) {
    return chart(title, "epoch", lines);
  }

  /** The same with a number for each of something else, counted from 1. */
  static List<Chart> chart(String title, String counted, Map<String, double[]> lines) {
    try { // train before test
      return List.of(draw(title, counted, new TreeMap<>(lines).descendingMap()));
    } catch (LinkageError | InternalError noFonts) {
      return List.of();
    }
  }

  private static Chart draw(String title, String counted, Map<String, double[]> lines) {
    XYChart chart =
        new XYChartBuilder().width(440).height(320).title(title).xAxisTitle(counted).build();
    chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideS);
    chart.getStyler().setLegendLayout(Styler.LegendLayout.Horizontal);
    chart.getStyler().setChartBackgroundColor(Color.WHITE);
    lines.forEach(
        (name, values) -> {
          double[] places = IntStream.rangeClosed(1, values.length).asDoubleStream().toArray();
          chart.addSeries(name, places, values);
        });
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ByteArrayOutputStream svg = new ByteArrayOutputStream();
    try {
      BitmapEncoder.saveBitmap(chart, png, BitmapEncoder.BitmapFormat.PNG);
      VectorGraphicsEncoder.saveVectorGraphic(
          chart, svg, VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return new Chart(title, png.toByteArray(), svg.toByteArray());
  }
}
