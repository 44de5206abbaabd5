package twofold.verify.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;

/**
 * Reads a chapter: parses its Markdown and puts what the marks - comments like {@code <!-- code:
 * file#region -->} - speak of into the tree.
 */
final class ChapterReader {
  private static final Pattern MARK =
      Pattern.compile("<!--\\s*([a-z]+):\\s*(.*?)\\s*-->", Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->\\s*", Pattern.DOTALL);
  private static final Pattern END_OF_NUMBER = Pattern.compile("<!--\\s*/number\\s*-->");
  private static final Pattern PLACE = Pattern.compile("([^#\\s]+)#([^#\\s]+)");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final Chapter chapter;
  private final Problems problems;
  private final IdGenerator anchors = IdGenerator.builder().build();

  private ChapterReader(Chapter chapter, Problems problems) {
    this.chapter = chapter;
    this.problems = problems;
  }

  static Chapter read(String file, String text, Problems problems) {
    Chapter chapter = new Chapter(file, text, Markdown.parse(text));
    ChapterReader reader = new ChapterReader(chapter, problems);
    // All nodes are listed first, as reading a mark moves some of them.
    List<Node> nodes = new ArrayList<>();
    list(chapter.tree, nodes);
    nodes.stream().filter(node -> node.getParent() != null).forEach(reader::node);
    if (chapter.tree.getFirstChild() instanceof Heading heading && heading.getLevel() == 1) {
      chapter.title = Markdown.words(heading);
    } else {
      problems.add(file, 1, "a chapter begins with its title: # Title");
      chapter.title = file;
    }
    return chapter;
  }

  private static void list(Node node, List<Node> nodes) {
    nodes.add(node);
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      list(child, nodes);
    }
  }

  private void node(Node node) {
    if (node instanceof Heading heading) {
      chapter.anchors.put(heading, anchors.generateId(Markdown.words(heading)));
    } else if (node instanceof Link link) {
      chapter.links.add(link);
    } else if (node instanceof Image image) {
      image(image);
    } else if (node instanceof MathNodes.Display display && !display.closed) {
      problem(display, "a displayed equation has no closing $$");
    } else if (node instanceof HtmlBlock html) {
      block(html);
    } else if (node instanceof HtmlInline html) {
      inline(html);
    }
  }

  private void image(Image image) {
    chapter.images.add(image);
    Node parent = image.getParent();
    if (parent instanceof Paragraph && image.getPrevious() == null && image.getNext() == null) {
      BookNodes.Plate plate = new BookNodes.Plate();
      parent.insertAfter(plate);
      plate.setSourceSpans(parent.getSourceSpans());
      plate.appendChild(image);
      parent.unlink();
    } else {
      problem(image, "a figure stands in a paragraph of its own");
    }
  }

  private void block(HtmlBlock html) {
    String literal = html.getLiteral().strip();
    Matcher mark = MARK.matcher(literal);
    if (mark.lookingAt() && mark.group(1).equals("number")
        || END_OF_NUMBER.matcher(literal).find()) {
      problem(
          html,
          "a number must not begin a line or list item: Markdown would take the line for HTML");
    } else if (mark.matches()) {
      switch (mark.group(1)) {
        case "code" -> excerpt(html, mark.group(2), false);
        case "beside" -> excerpt(html, mark.group(2), true);
        case "equation" -> equation(html, mark.group(2));
        default ->
            problem(html, "unknown mark %s: code, beside, number or equation", mark.group(1));
      }
    } else if (!COMMENT.matcher(literal).matches()) {
      problem(html, "HTML is not Markdown: the book would show it as it is");
    }
  }

  private void excerpt(HtmlBlock mark, String place, boolean beside) {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      problem(mark, "an excerpt is FILE#REGION, got %s", place);
      return;
    }
    if (!(mark.getParent() instanceof Document)) {
      problem(mark, "an excerpt stands at the left margin, not in a list or quotation");
      return;
    }
    FencedCodeBlock block = mark.getNext() instanceof FencedCodeBlock next ? next : null;
    if (block != null && !isClosed(block)) {
      problem(block, "this block of code has no closing fence");
      return;
    }
    int start = block == null ? end(mark) : start(block);
    int end = block == null ? start : end(block);
    BookNodes.Excerpt excerpt =
        new BookNodes.Excerpt(
            parts.group(1), parts.group(2), Chapter.line(mark), block, start, end);
    chapter.excerpts.add(excerpt);
    mark.insertAfter(excerpt);
    if (block != null) {
      block.unlink();
    }
    if (beside) {
      pair(mark, excerpt);
    }
  }

  /** A block that holds a fence or a mark goes on too far; to refresh it would swallow text. */
  private static boolean isClosed(FencedCodeBlock block) {
    return block.getClosingFenceLength() != null
        && block.getLiteral().lines().noneMatch(l -> l.startsWith("```") || l.startsWith("<!--"));
  }

  private void pair(HtmlBlock mark, BookNodes.Excerpt excerpt) {
    if (!(mark.getPrevious() instanceof BookNodes.Excerpt first)) {
      problem(mark, "there is no excerpt right before this one that it could stand beside");
      return;
    }
    BookNodes.Pair pair = new BookNodes.Pair();
    first.insertBefore(pair);
    pair.appendChild(first);
    pair.appendChild(excerpt);
  }

  private void equation(HtmlBlock mark, String id) {
    if (!ID.matcher(id).matches()) {
      problem(mark, "an equation's id is of lower-case words and hyphens, got %s", id);
    } else if (mark.getNext() instanceof MathNodes.Display display) {
      int number = chapter.equations.size() + 1;
      display.equation = new Equation(id, chapter, Chapter.line(mark), number, display.latex);
      chapter.equations.add(display.equation);
    } else {
      problem(mark, "no displayed equation follows the mark of %s", id);
    }
  }

  private void inline(HtmlInline html) {
    Matcher mark = MARK.matcher(html.getLiteral());
    if (mark.matches() && mark.group(1).equals("number")) {
      number(html, mark.group(2));
    } else if (END_OF_NUMBER.matcher(html.getLiteral()).matches()) {
      problem(html, "the end of a number that does not begin");
    } else if (!COMMENT.matcher(html.getLiteral()).matches()) {
      problem(html, "HTML is not Markdown: the book would show it as it is");
    } else if (mark.matches()) {
      problem(html, "the mark %s stands on a line of its own", mark.group(1));
    }
  }

  private void number(HtmlInline mark, String content) {
    Node end = mark.getNext();
    while (end != null && !isEndOfNumber(end)) {
      end = end.getNext();
    }
    if (end == null) {
      problem(mark, "the number has no end: <!-- /number -->");
      return;
    }
    try {
      Quotation quotation = Quotation.parse(content);
      BookNodes.Number number =
          new BookNodes.Number(quotation, Chapter.line(mark), end(mark), start(end));
      chapter.numbers.add(number);
      mark.insertBefore(number);
      while (mark.getNext() != end) {
        number.appendChild(mark.getNext());
      }
    } catch (IllegalArgumentException e) {
      problem(mark, "%s", e.getMessage());
    }
    mark.unlink();
    end.unlink();
  }

  private static boolean isEndOfNumber(Node node) {
    return node instanceof HtmlInline html && END_OF_NUMBER.matcher(html.getLiteral()).matches();
  }

  private static int start(Node node) {
    return node.getSourceSpans().get(0).getInputIndex();
  }

  private static int end(Node node) {
    SourceSpan last = node.getSourceSpans().get(node.getSourceSpans().size() - 1);
    return last.getInputIndex() + last.getLength();
  }

  private void problem(Node node, String format, Object... arguments) {
    problems.add(chapter.file, Chapter.line(node), format, arguments);
  }
}
