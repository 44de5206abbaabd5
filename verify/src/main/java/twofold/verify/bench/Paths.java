package twofold.verify.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import twofold.tensor.Device;
import twofold.tensor.Scope;

/** The writings of an operation that are timed side by side, by name. */
final class Paths {
  private Paths() {}

  static Device<?> device(String path) {
    return path.equals("cpu-plain") ? Device.cpuPlain() : Device.named(path);
  }

  /** How the devices among these paths describe themselves. */
  static Map<String, String> details(Iterable<String> paths) {
    Map<String, String> details = new LinkedHashMap<>();
    for (String path : paths) {
      if (path.equals("cpu-plain") || Device.all().stream().anyMatch(d -> d.name().equals(path))) {
        details.put(path, device(path).detail());
      }
    }
    return details;
  }

  /** What the work makes goes back to the pool. */
  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  static void inScope(Runnable work) {
    try (Scope scope = Scope.open()) {
      work.run();
    }
  }
}
