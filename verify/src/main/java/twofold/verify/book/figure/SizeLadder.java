package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How fast each path multiplies square matrices of growing size. */
final class SizeLadder implements Figure {

  @Override
  public String svg(Path runs) {
    Map<String, Map<Double, Double>> paths = new TreeMap<>();
    for (JsonNode row : Runs.rows(runs, "matmul.json")) {
      double size = Runs.field(row, "size").asDouble();
      double throughput = Runs.field(row, "throughput").asDouble();
      paths
          .computeIfAbsent(Runs.field(row, "path").asText(), path -> new TreeMap<>())
          .put(size, throughput);
    }
    Chart chart =
        new Chart("rows and columns of each matrix", "GFLOP/s").logarithmicX().logarithmicY();
    for (String path : slowestFirst(paths)) {
      Map<Double, Double> points = paths.get(path);
      chart.series(
          path,
          points.keySet().stream().mapToDouble(x -> x).toArray(),
          points.values().stream().mapToDouble(y -> y).toArray());
    }
    return chart.svg();
  }

  private static List<String> slowestFirst(Map<String, Map<Double, Double>> paths) {
    return paths.keySet().stream()
        .sorted(
            Comparator.comparingDouble(
                path -> paths.get(path).values().stream().mapToDouble(y -> y).max().orElseThrow()))
        .toList();
  }
}
