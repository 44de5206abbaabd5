package twofold.verify.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the regions of a source: what stands between {@code // region NAME} and its end. */
final class Regions {
  private static final Pattern START = Pattern.compile("\\s*// region(?:\\s+(.*?))?\\s*");
  private static final Pattern END = Pattern.compile("\\s*// endregion\\b.*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private Regions() {}

  /** By name, in the order of the file. */
  static Map<String, Region> of(String file, List<String> lines, Problems problems) {
    Map<String, Region> regions = new LinkedHashMap<>();
    String open = null;
    int start = 0;
    for (int line = 1; line <= lines.size(); line++) {
      String content = lines.get(line - 1);
      Matcher marker = START.matcher(content);
      if (marker.matches()) {
        if (open != null) {
          problems.add(
              file,
              line,
              "region begins inside region %s of line %d; regions do not nest",
              open,
              start);
        }
        open = String.valueOf(marker.group(1));
        start = line;
        if (!NAME.matcher(open).matches()) {
          problems.add(
              file, line, "a region's name is of lower-case words and hyphens, got: %s", open);
        }
      } else if (END.matcher(content).matches()) {
        if (open == null) {
          problems.add(file, line, "endregion without a region");
        } else {
          close(new Region(file, open, start + 1, line - 1, ""), lines, regions, problems);
          open = null;
        }
      }
    }
    if (open != null) {
      problems.add(file, start, "region %s has no endregion", open);
    }
    return regions;
  }

  private static void close(
      Region found, List<String> lines, Map<String, Region> regions, Problems problems) {
    List<String> content = lines.subList(found.first() - 1, found.last());
    String text = withoutIndentation(content);
    if (text.isBlank()) {
      problems.add(found.file(), found.first() - 1, "region %s is empty", found.name());
    }
    Region before =
        regions.putIfAbsent(
            found.name(),
            new Region(found.file(), found.name(), found.first(), found.last(), text));
    if (before != null) {
      problems.add(
          found.file(),
          found.first() - 1,
          "region %s is there twice, first in line %d",
          found.name(),
          before.first() - 1);
    }
  }

  static String withoutIndentation(List<String> lines) {
    int common =
        lines.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream()
        .map(line -> line.isBlank() ? "" : line.substring(common).stripTrailing())
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
