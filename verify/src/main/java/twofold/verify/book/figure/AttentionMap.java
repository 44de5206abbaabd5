package twofold.verify.book.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a translator of dates looked, for each character it said: squares as large as weights. */
final class AttentionMap implements Figure {
  private static final String MARK = "map: ";
  private static final String ARROW = " → ";
  private static final String END = "END";
  private static final double LEFT = 60;
  private static final double TOP = 46;
  private static final double CELL = 19;

  /** Less than a pixel is nothing to look at. */
  private static final double LEAST = 1;

  @Override
  public String svg(Path runs) {
    Map.Entry<String, JsonNode> map = map(runs);
    String[] texts = map.getKey().substring(MARK.length()).split(ARROW);
    List<String> said = new ArrayList<>(characters(texts[1].replace(END, "")));
    if (texts[1].endsWith(END)) {
      said.add(END);
    }
    List<String> source = characters(texts[0]);
    Svg svg = new Svg(LEFT + source.size() * CELL + 16, TOP + said.size() * CELL + 34);
    for (int j = 0; j < source.size(); j++) {
      svg.text(LEFT + (j + 0.5) * CELL, TOP - 10, source.get(j), "middle mono");
      svg.line(LEFT + j * CELL, TOP, LEFT + j * CELL, TOP + said.size() * CELL, "grid");
    }
    for (int t = 0; t < said.size(); t++) {
      double top = TOP + t * CELL;
      svg.line(LEFT, top, LEFT + source.size() * CELL, top, "grid");
      svg.text(LEFT - 10, top + 14, said.get(t), "end mono");
      for (int j = 0; j < source.size(); j++) {
        double weight = map.getValue().get(t * source.size() + j).asDouble();
        double side = CELL * StrictMath.sqrt(weight); // so the area is the weight
        if (side >= LEAST) {
          double margin = (CELL - side) / 2;
          svg.rect(LEFT + j * CELL + margin, top + margin, side, side, "bar s0");
        }
      }
    }
    double bottom = TOP + said.size() * CELL;
    svg.text(LEFT, 16, "what is read", "small soft");
    svg.text(
        LEFT, bottom + 22, "down: what is said; the area of a square is a weight", "small soft");
    return svg.toString();
  }

  private static Map.Entry<String, JsonNode> map(Path runs) {
    String file = "seq2seq-dates.json";
    JsonNode curves = Runs.field(Runs.read(runs, file), "curves");
    for (Map.Entry<String, JsonNode> field : curves.properties()) {
      if (field.getKey().startsWith(MARK) && field.getKey().contains(ARROW)) {
        return field;
      }
    }
    throw new IllegalArgumentException(runs.resolve(file) + " has no map of a date");
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
