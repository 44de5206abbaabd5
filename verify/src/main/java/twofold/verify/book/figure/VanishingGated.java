package twofold.verify.book.figure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a gradient fades in cells with gates, beside the simple one. */
final class VanishingGated implements Figure {

  @Override
  public String svg(Path runs) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("simpleOne", "simple, radius 1");
    names.put("lstm0", "LSTM, bias 0");
    names.put("lstm1", "LSTM, bias 1");
    names.put("lstm2", "LSTM, bias 2");
    names.put("lstm5", "LSTM, bias 5");
    names.put("gru", "GRU");
    return GradientThroughTime.svg(runs, names);
  }
}
