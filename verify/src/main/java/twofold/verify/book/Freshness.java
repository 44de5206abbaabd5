package twofold.verify.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Image;
import twofold.verify.book.figure.Figure;

/**
 * Compares excerpts, numbers and figures with what they come from. What is wrong becomes a problem;
 * what is only out of date, something to refresh.
 */
final class Freshness {
  static final String HINT = "; ./twofold book --refresh writes it anew";
  private static final Pattern FIGURE = Pattern.compile("(.*)/book/figures/([a-z0-9-]+)\\.svg");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Book book;
  private final Problems problems;
  private final Map<String, Stale> stale = new LinkedHashMap<>();
  private final Set<Region> used = new java.util.HashSet<>();
  private final Set<String> shown = new TreeSet<>();

  private Freshness(Book book, Problems problems) {
    this.book = book;
    this.problems = problems;
  }

  /** What is out of date; what is wrong is added to the problems. */
  static List<Stale> of(Book book, Problems problems) {
    Freshness freshness = new Freshness(book, problems);
    for (Chapter chapter : book.chapters()) {
      chapter.excerpts.forEach(excerpt -> freshness.excerpt(chapter, excerpt));
      chapter.numbers.forEach(number -> freshness.number(chapter, number));
      chapter.images.forEach(image -> freshness.image(chapter, image));
    }
    if (!book.chapters().isEmpty()) {
      freshness.whatNobodyUses();
    }
    return new ArrayList<>(freshness.stale.values());
  }

  private void excerpt(Chapter chapter, BookNodes.Excerpt excerpt) {
    Region region = book.region(excerpt.file, excerpt.region);
    if (region == null) {
      String unknown =
          book.regions().containsKey(excerpt.file)
              ? "no region " + excerpt.region + " in " + excerpt.file
              : "no source " + excerpt.file;
      problems.add(chapter.file, excerpt.line, "%s", unknown);
      return;
    }
    used.add(region);
    String old = excerpt.block == null ? null : excerpt.block.getLiteral();
    if (!(region.text() + "\n").equals(old)) {
      String info = excerpt.block == null ? "java" : excerpt.block.getInfo();
      String fences = "```" + info + "\n" + region.text() + "\n```";
      stale(
          chapter.file,
          excerpt.line,
          "stale excerpt of " + excerpt.file + "#" + excerpt.region,
          excerpt.start,
          excerpt.end,
          excerpt.block == null ? "\n" + fences : fences);
    }
  }

  private void number(Chapter chapter, BookNodes.Number number) {
    String file = number.quotation.file();
    try {
      if (!book.repository().isFile(file)) {
        throw new IllegalArgumentException("no recorded run " + file);
      }
      JsonNode run = MAPPER.readTree(book.repository().text(file));
      String fresh = number.quotation.in(run);
      String old = chapter.text.substring(number.start, number.end);
      if (!fresh.equals(old)) {
        stale(
            chapter.file,
            number.line,
            "stale number: the text says " + old + ", " + file + " says " + fresh,
            number.start,
            number.end,
            fresh);
      }
    } catch (JsonProcessingException e) {
      problems.add(chapter.file, number.line, "%s is not JSON: %s", file, e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      problems.add(chapter.file, number.line, "%s", e.getMessage());
    }
  }

  private void image(Chapter chapter, Image image) {
    int line = Chapter.line(image);
    try {
      String file = Repository.resolve(chapter.file, image.getDestination());
      Matcher parts = FIGURE.matcher(file);
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "a picture is a figure of the book, figures/NAME.svg; got " + image.getDestination());
      }
      if (Markdown.words(image).isBlank()) {
        problems.add(
            chapter.file, line, "the figure %s needs a text in place of it", parts.group(2));
      }
      shown.add(file);
      figure(chapter, line, file, parts.group(1), parts.group(2));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage().replace(book.repository().path("") + "/", "");
      problems.add(chapter.file, line, "%s", message);
    }
  }

  private void figure(Chapter chapter, int line, String file, String module, String name) {
    Figure figure =
        Figures.named(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no class twofold.verify.book.figure." + Figures.className(name)));
    String fresh = figure.svg(book.repository().path(module + "/book/runs"));
    boolean there = book.repository().isFile(file);
    String old = there ? book.repository().text(file) : "";
    if (!fresh.equals(old)) {
      String what = there ? "stale figure " + file : "no figure " + file;
      stale(file, chapter.file, line, what, 0, old.length(), fresh);
    }
  }

  private void whatNobodyUses() {
    book.regions().values().stream()
        .flatMap(regions -> regions.values().stream())
        .filter(region -> !used.contains(region))
        .forEach(
            region ->
                problems.add(
                    region.file(),
                    region.first() - 1,
                    "no chapter shows region %s",
                    region.name()));
    Set<String> names = new TreeSet<>();
    for (String file : shown) {
      names.add(file.substring(file.lastIndexOf('/') + 1).replace(".svg", ""));
    }
    for (String module : book.repository().modules()) {
      for (String file : book.repository().files(module + "/book/figures", ".svg")) {
        if (!shown.contains(file)) {
          problems.add(file, 1, "no chapter shows this figure");
        }
      }
    }
    Figures.sources(book.repository())
        .forEach(
            (name, source) -> {
              if (!names.contains(name)) {
                problems.add(source, 1, "no chapter shows the figure %s", name);
              }
            });
  }

  private void stale(String file, int line, String what, int start, int end, String fresh) {
    stale(file, file, line, what, start, end, fresh);
  }

  private void stale(
      String file, String chapter, int line, String what, int start, int end, String fresh) {
    Problem problem = new Problem(chapter, line, what + HINT);
    stale.putIfAbsent(file + ":" + start, new Stale(problem, file, start, end, fresh));
  }
}
