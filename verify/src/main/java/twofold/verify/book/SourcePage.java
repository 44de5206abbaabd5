package twofold.verify.book;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A source with numbered lines; a link to one of its regions lights it up. */
final class SourcePage {
  private SourcePage() {}

  static String page(String file) {
    return "source/" + file + ".html";
  }

  static DomContent render(Book book, String file) {
    List<String> lines = book.repository().lines(file);
    Map<String, Region> regions = book.regions().getOrDefault(file, Map.of());
    String name = file.substring(file.lastIndexOf('/') + 1);
    return div(
        h1(name),
        p(file).withClass("path"),
        shownIn(book, file),
        div(
                div(each(
                        IntStream.rangeClosed(1, lines.size()).boxed().toList(),
                        line -> a("" + line).withId("L" + line).withHref("#L" + line)))
                    .withClass("gutter"),
                pre(
                        each(regions.values(), SourcePage::light),
                        code(String.join("\n", lines)).withClass("language-" + language(file)))
                    .attr("tabindex", "0"))
            .withClass("source"));
  }

  /** The way back to the chapters. */
  private static DomContent shownIn(Book book, String file) {
    List<Chapter> chapters =
        book.chapters().stream()
            .filter(chapter -> chapter.excerpts.stream().anyMatch(e -> e.file.equals(file)))
            .toList();
    return iff(
        !chapters.isEmpty(),
        p(
                text("Shown in: "),
                each(
                    chapters,
                    chapter ->
                        span(
                            text(chapter == chapters.get(0) ? "" : ", "),
                            a(chapter.title).withHref(Links.between(page(file), chapter.page())))))
            .withClass("checks"));
  }

  /** A coloured band behind the lines of a region; style.css knows the height of a line. */
  private static DomContent light(Region region) {
    return span()
        .withId(region.name())
        .withClass("region")
        .withStyle(
            "--first:%d;--lines:%d"
                .formatted(region.first() - 1, region.last() - region.first() + 1));
  }

  private static String language(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "java" -> "java";
      case "md" -> "markdown";
      case "json" -> "json";
      case "xml" -> "xml";
      default -> "text";
    };
  }
}
