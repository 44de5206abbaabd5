package twofold.verify.book;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes what Markdown has no HTML for: excerpts, equations, figures, and links between pages. */
final class BookRenderer implements NodeRenderer {
  private final Book book;
  private final Links links;
  private final String file;
  private final String page;
  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;

  private BookRenderer(
      Book book, Links links, String file, String page, HtmlNodeRendererContext context) {
    this.book = book;
    this.links = links;
    this.file = file;
    this.page = page;
    this.context = context;
    this.html = context.getWriter();
  }

  /**
   * The HTML of a tree.
   *
   * @param file the Markdown it comes from, which its links start from
   * @param page the page it goes to
   */
  static String render(Book book, Links links, String file, String page, Node tree) {
    String html =
        HtmlRenderer.builder()
            .extensions(Markdown.TABLES)
            .escapeHtml(true)
            .nodeRendererFactory(context -> new BookRenderer(book, links, file, page, context))
            .build()
            .render(tree);
    // A wide table scrolls in a box of its own; the page never does. The text cannot contain the
    // tag, as its angle brackets are escaped.
    return html.replace("<table>", "<div class=\"scroll table\" tabindex=\"0\"><table>")
        .replace("</table>", "</table></div>");
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(
        BookNodes.Excerpt.class,
        BookNodes.Pair.class,
        BookNodes.Plate.class,
        BookNodes.Number.class,
        MathNodes.Inline.class,
        MathNodes.Display.class,
        FencedCodeBlock.class,
        Heading.class,
        HtmlBlock.class,
        HtmlInline.class,
        Link.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof BookNodes.Excerpt excerpt) {
      excerpt(excerpt);
    } else if (node instanceof BookNodes.Pair) {
      inside("div", attributes("class", "pair"), node);
    } else if (node instanceof BookNodes.Plate) {
      figure((Image) node.getFirstChild());
    } else if (node instanceof BookNodes.Number number) {
      String from = number.quotation.file() + " " + number.quotation.pointer().text();
      inside("span", attributes("class", "number", "title", "from the recorded run " + from), node);
    } else if (node instanceof MathNodes.Inline math) {
      element("span", attributes("class", "math"), math.latex);
    } else if (node instanceof MathNodes.Display display) {
      equation(display);
    } else if (node instanceof FencedCodeBlock code) {
      code(code.getInfo(), code.getLiteral());
    } else if (node instanceof Heading heading) {
      heading(heading);
    } else if (node instanceof Link link) {
      link(link);
    } else if (node instanceof HtmlBlock block) {
      unlessComment(block.getLiteral());
    } else if (node instanceof HtmlInline inline) {
      unlessComment(inline.getLiteral());
    }
  }

  private void excerpt(BookNodes.Excerpt excerpt) {
    Region region = book.region(excerpt.file, excerpt.region);
    html.tag("figure", attributes("class", "code"));
    html.tag("figcaption");
    String target = Links.between(page, links.source(excerpt.file, excerpt.region));
    String name = excerpt.file.substring(excerpt.file.lastIndexOf('/') + 1);
    element("a", attributes("href", target), name);
    html.text(" ");
    element("span", Map.of(), excerpt.region);
    html.tag("/figcaption");
    code("java", region.text() + "\n");
    html.tag("/figure");
    html.line();
  }

  private void code(String info, String text) {
    String language = info == null || info.isBlank() ? "text" : info.strip().split("\\s+")[0];
    html.tag("pre", attributes("tabindex", "0"));
    element("code", attributes("class", "language-" + language), text);
    html.tag("/pre");
    html.line();
  }

  private void figure(Image image) {
    String source = Repository.resolve(file, image.getDestination());
    html.tag("figure", attributes("class", "plate"));
    html.tag(
        "div",
        attributes(
            "class",
            "scroll",
            "role",
            "img",
            "tabindex",
            "0",
            "aria-label",
            Markdown.words(image)));
    html.raw(book.repository().text(source));
    html.tag("/div");
    if (image.getTitle() != null) {
      element("figcaption", Map.of(), image.getTitle());
    }
    html.tag("/figure");
    html.line();
  }

  private void equation(MathNodes.Display display) {
    Equation equation = display.equation;
    if (equation == null) {
      element("div", attributes("class", "math display scroll", "tabindex", "0"), display.latex);
      html.line();
      return;
    }
    html.tag("div", attributes("class", "equation", "id", equation.id()));
    element("div", attributes("class", "math display scroll", "tabindex", "0"), display.latex);
    element(
        "a",
        attributes("class", "number", "href", "#" + equation.id()),
        "(" + equation.number() + ")");
    html.tag("p", attributes("class", "checks"));
    html.raw(CheckedPage.checks(book, links, page, equation));
    html.tag("/p");
    html.tag("/div");
    html.line();
  }

  private void heading(Heading heading) {
    Chapter chapter = book.chapter(file);
    String id = chapter == null ? null : chapter.anchors.get(heading);
    String tag = "h" + heading.getLevel();
    html.tag(tag, id == null ? Map.of() : attributes("id", id));
    children(heading);
    if (id != null && heading.getLevel() > 1) {
      element(
          "a",
          attributes("class", "anchor", "href", "#" + id, "aria-label", "Link to this section"),
          "#");
    }
    html.tag("/" + tag);
    html.line();
  }

  private void link(Link link) {
    String target =
        links
            .target(file, link.getDestination())
            .map(place -> Links.between(page, place))
            .orElse(link.getDestination());
    inside("a", attributes("href", target), link);
  }

  private void unlessComment(String literal) {
    if (!literal.strip().startsWith("<!--")) {
      html.text(literal);
    }
  }

  private void inside(String tag, Map<String, String> attributes, Node node) {
    html.tag(tag, attributes);
    children(node);
    html.tag("/" + tag);
  }

  private void children(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      context.render(child);
    }
  }

  private void element(String tag, Map<String, String> attributes, String text) {
    html.tag(tag, attributes);
    html.text(text);
    html.tag("/" + tag);
  }

  private static Map<String, String> attributes(String... namesAndValues) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return attributes;
  }
}
