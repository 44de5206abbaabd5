package twofold.verify.book;

import static j2html.TagCreator.a;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;

import j2html.tags.DomContent;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/** The first page: what this is, and the chapters. */
final class IndexPage {
  static final String PAGE = "index.html";

  private IndexPage() {}

  static DomContent render(Book book, Links links) {
    return div(
        h1(Frame.BOOK),
        p("Machine learning from first principles, in Java").withClass("subtitle"),
        p(
            "Every numerical kernel is written twice: once to be read, in plain loops that look like"
                + " the formula, and once to be fast, on the vector units of the processor and on"
                + " the graphics card. Property tests hold the writings together and prove every"
                + " gradient. This book walks through both."),
        p(
            "Nothing here can go out of date unnoticed: each piece of code is the source itself,"
                + " each number and each curve comes from a recorded run, and each numbered equation"
                + " leads to the property that checks it."),
        each(
            book.repository().modules().stream()
                .filter(module -> !chapters(book, module).isEmpty())
                .toList(),
            module -> module(book, links, module)),
        section(
                h2("At the end"),
                p(
                    a(CheckedPage.TITLE).withHref(CheckedPage.PAGE),
                    span(": all numbered equations, and the properties behind them.")))
            .withClass("module"),
        p("Equations are set by KaTeX, code is coloured by highlight.js, the search is lunr's.")
            .withClass("colophon"));
  }

  private static List<Chapter> chapters(Book book, String module) {
    return book.chapters().stream().filter(c -> c.module().equals(module)).toList();
  }

  private static DomContent module(Book book, Links links, String module) {
    return section(
            h2(Frame.moduleTitle(book, module)).withId(module),
            rawHtml(introduction(book, links, module)),
            ol(each(
                    chapters(book, module),
                    chapter ->
                        li(
                            a(chapter.title).withHref(chapter.page()),
                            iff(
                                !Frame.sections(chapter).isEmpty(),
                                span(String.join(
                                        " · ",
                                        Frame.sections(chapter).stream()
                                            .map(Markdown::words)
                                            .toList()))
                                    .withClass("sections")))))
                .withClass("chapters"))
        .withClass("module");
  }

  /** The first paragraph of the module's README. */
  private static String introduction(Book book, Links links, String module) {
    String readme = module + "/README.md";
    if (!book.repository().isFile(readme)) {
      return "";
    }
    Node node = Markdown.parse(book.repository().text(readme)).getFirstChild();
    while (node instanceof Heading) {
      node = node.getNext();
    }
    return node instanceof Paragraph ? BookRenderer.render(book, links, readme, PAGE, node) : "";
  }
}
