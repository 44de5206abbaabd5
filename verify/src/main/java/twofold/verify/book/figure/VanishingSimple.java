package twofold.verify.book.figure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a gradient fades, or grows, in simple recurrent cells. */
final class VanishingSimple implements Figure {

  @Override
  public String svg(Path runs) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("simpleTwo", "radius 2");
    names.put("simpleOne", "radius 1");
    names.put("simpleHalf", "radius 0.5");
    return GradientThroughTime.svg(runs, names);
  }
}
