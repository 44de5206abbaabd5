package twofold.verify.book;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.button;
import static j2html.TagCreator.div;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.footer;
import static j2html.TagCreator.head;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.input;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.span;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;

/** What is around the text of every page: the bar at the top, the contents, what comes next. */
record Frame(Book book, String page, String name, Chapter chapter) {
  static final String BOOK = "Twofold";

  /** How a folder is known to hold a woven book, which may be replaced. */
  static final String GENERATOR = "Twofold book";

  /** The order in which pages are read. */
  private record Stop(String page, String title) {}

  String render(DomContent content, String kind) {
    return document(
            html(
                    head(
                        meta().withCharset("utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width, initial-scale=1"),
                        meta().withName("generator").withContent(GENERATOR),
                        title(name.equals(BOOK) ? BOOK : name + " - " + BOOK),
                        link().withRel("stylesheet").withHref(to("assets/katex/katex.min.css")),
                        link().withRel("stylesheet").withHref(to("assets/style.css")),
                        script().withSrc(to("assets/theme.js"))),
                    body(
                            a("Skip to the text").withClass("skip").withHref("#text"),
                            top(),
                            div(contents(), main(content, next()).withId("text").withClass(kind))
                                .withClass("columns"),
                            scripts())
                        .attr("data-root", to("")))
                .withLang("en"))
        + "\n";
  }

  private String to(String target) {
    return Links.between(page, target);
  }

  private DomContent top() {
    return header(
            button("Contents")
                .withClass("menu")
                .withType("button")
                .attr("aria-expanded", "false")
                .attr("aria-controls", "contents"),
            a(BOOK).withClass("home").withHref(to(IndexPage.PAGE)),
            div(
                    input()
                        .withId("search")
                        .withType("search")
                        .withPlaceholder("Search")
                        .attr("autocomplete", "off")
                        .attr("role", "combobox")
                        .attr("aria-label", "Search the book")
                        .attr("aria-expanded", "false")
                        .attr("aria-controls", "results")
                        .attr("aria-autocomplete", "list"),
                    ul().withId("results")
                        .attr("role", "listbox")
                        .attr("aria-label", "Found")
                        .attr("hidden"))
                .withClass("search")
                .attr("role", "search"),
            button("Dark").withClass("theme").withType("button").attr("aria-pressed", "false"))
        .withClass("top");
  }

  private DomContent contents() {
    return nav(
            each(
                book.repository().modules(),
                module -> {
                  List<Chapter> chapters =
                      book.chapters().stream().filter(c -> c.module().equals(module)).toList();
                  return iff(
                      !chapters.isEmpty(),
                      div(
                          p(moduleName(module)).withClass("module"),
                          ol(each(chapters, this::entry))));
                }),
            div(
                ol(
                    li(
                        here(
                            a(CheckedPage.TITLE).withHref(to(CheckedPage.PAGE)),
                            CheckedPage.PAGE)))))
        .withId("contents")
        .attr("aria-label", "Contents");
  }

  private j2html.tags.specialized.ATag here(j2html.tags.specialized.ATag link, String target) {
    return target.equals(page) ? link.attr("aria-current", "page") : link;
  }

  private DomContent entry(Chapter other) {
    boolean current = other == chapter;
    return li(
        here(a(other.title).withHref(to(other.page())), other.page()),
        iff(
            current && !sections(other).isEmpty(),
            ol(
                each(
                    sections(other),
                    section ->
                        li(
                            a(Markdown.words(section))
                                .withHref("#" + other.anchors.get(section)))))));
  }

  /** The headings of the second level. */
  static List<Heading> sections(Chapter chapter) {
    return chapter.anchors.keySet().stream().filter(h -> h.getLevel() == 2).toList();
  }

  private DomContent next() {
    List<Stop> stops = new ArrayList<>();
    stops.add(new Stop(IndexPage.PAGE, BOOK));
    book.chapters().forEach(c -> stops.add(new Stop(c.page(), c.title)));
    stops.add(new Stop(CheckedPage.PAGE, CheckedPage.TITLE));
    int here = stops.stream().map(Stop::page).toList().indexOf(page);
    if (here < 0) {
      return footer();
    }
    return footer(
        nav(
                here == 0 ? span() : turn(stops.get(here - 1), "prev", "Before"),
                here == stops.size() - 1 ? span() : turn(stops.get(here + 1), "next", "Next"))
            .withClass("turn")
            .attr("aria-label", "Before and next"));
  }

  private DomContent turn(Stop stop, String rel, String word) {
    return a(span(word).withClass("word"), span(stop.title))
        .withHref(to(stop.page))
        .withRel(rel)
        .withClass(rel);
  }

  private DomContent scripts() {
    return rawHtml(
        List.of(
                "assets/katex/katex.min.js",
                "assets/highlight.min.js",
                "assets/lunr.min.js",
                "assets/sections.js",
                "assets/book.js")
            .stream()
            .map(file -> script().withSrc(to(file)).attr("defer").render())
            .reduce("", String::concat));
  }

  /** {@code tensor/} becomes Tensor. */
  private static String moduleName(String module) {
    return Character.toUpperCase(module.charAt(0)) + module.substring(1);
  }

  /** What the first line of the README says after the folder's name. */
  static String moduleTitle(Book book, String module) {
    String readme = module + "/README.md";
    String first = book.repository().isFile(readme) ? book.repository().lines(readme).get(0) : "";
    String words = first.replaceFirst("^#\\s*\\S*/\\s*-?\\s*", "").replaceFirst("^#\\s*", "");
    return moduleName(module) + (words.isBlank() ? "" : ": " + words);
  }
}
