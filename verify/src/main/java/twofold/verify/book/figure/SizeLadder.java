package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How fast each path multiplies square matrices of growing size, and the limit. */
final class SizeLadder implements Figure {

  @Override
  public String svg(Path runs) {
    Map<String, Map<Double, Double>> paths = new TreeMap<>();
    double limit = 0;
    for (JsonNode row : Runs.rows(runs, "tensor.json")) {
      String operation = Runs.field(row, "operation").asText();
      double throughput = Runs.field(row, "throughput").asDouble();
      if (operation.equals("Fma")) {
        limit = Math.max(limit, throughput);
      } else if (operation.equals("MatMul") && row.path("size").isNumber()) {
        paths
            .computeIfAbsent(Runs.field(row, "path").asText(), path -> new TreeMap<>())
            .put(row.get("size").asDouble(), throughput);
      }
    }
    Chart chart =
        new Chart("rows and columns of each matrix", "GFLOP/s").logarithmicX().logarithmicY();
    for (String path : slowestFirst(paths)) {
      Map<Double, Double> points = paths.get(path);
      chart.series(
          path.equals("gpu") ? Runs.openCl(runs, "tensor.json") : path,
          points.keySet().stream().mapToDouble(x -> x).toArray(),
          points.values().stream().mapToDouble(y -> y).toArray());
    }
    double[] sizes =
        paths.values().stream()
            .flatMap(points -> points.keySet().stream())
            .mapToDouble(x -> x)
            .sorted()
            .toArray();
    double last = sizes[sizes.length - 1];
    chart.series("limit of the units", new double[] {sizes[0], last}, new double[] {limit, limit});
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
