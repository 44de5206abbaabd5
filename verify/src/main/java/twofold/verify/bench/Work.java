package twofold.verify.bench;

import java.util.Map;

/**
 * How much one call of a benchmark does: floating-point operations, or elements made and bytes that
 * at least have to move.
 *
 * @param flops additions and multiplications, 0 where they are not what limits
 * @param elements numbers that the operation is about: those it reads or those it writes, whichever
 *     are more
 * @param bytes read and written, if every number moves once
 */
public record Work(double flops, double elements, double bytes) {

  /** A sum of so many products: two operations each. */
  public static Work multiplyAdds(double products) {
    return new Work(2 * products, 0, 0);
  }

  /** So many elements, for which so many bytes are read and written. */
  public static Work elements(double elements, double bytes) {
    return new Work(0, elements, bytes);
  }

  public static Work bytes(double bytes) {
    return new Work(0, 0, bytes);
  }

  /** In the unit in which throughput is told: larger cases of one operation have more of it. */
  double amount() {
    return flops > 0 ? flops : elements > 0 ? elements : bytes;
  }

  /** Whether the definition is done in a fraction of a second. */
  boolean isModerate() {
    return flops > 0 ? flops <= 3e8 : elements > 0 ? elements <= 1 << 20 : bytes <= 16e6;
  }

  String unit() {
    return flops > 0 ? "GFLOP/s" : elements > 0 ? "Gelements/s" : "GB/s";
  }

  /** Billions in a second, where a call takes so long. */
  double throughput(double milliseconds) {
    return amount() / (milliseconds * 1e6);
  }

  /** What a row says about work and throughput. */
  void describe(Map<String, Object> row, double milliseconds) {
    if (flops > 0) {
      row.put("flops", flops);
    }
    if (elements > 0) {
      row.put("elements", elements);
    }
    if (bytes > 0) {
      row.put("bytes", bytes);
    }
    row.put("throughput", throughput(milliseconds));
    row.put("throughputUnit", unit());
    if (elements > 0) {
      row.put("bandwidth", bytes / (milliseconds * 1e6));
      row.put("bandwidthUnit", "GB/s");
    }
  }
}
