package twofold.verify.book;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * A chapter as {@link ChapterReader} has read it: its tree, and what in it must be looked after.
 */
final class Chapter {
  final String file;
  final String text;
  final Node tree;

  String title = "";
  final Map<Heading, String> anchors = new LinkedHashMap<>();
  final List<BookNodes.Excerpt> excerpts = new ArrayList<>();
  final List<BookNodes.Number> numbers = new ArrayList<>();
  final List<Image> images = new ArrayList<>();
  final List<Link> links = new ArrayList<>();
  final List<Equation> equations = new ArrayList<>();

  Chapter(String file, String text, Node tree) {
    this.file = file;
    this.text = text;
    this.tree = tree;
  }

  String module() {
    return file.substring(0, file.indexOf('/'));
  }

  /** {@code tensor/book/02-products.md} becomes {@code tensor/02-products.html}. */
  String page() {
    return file.replace("/book/", "/").replaceAll("\\.md$", ".html");
  }

  /** Whether a link to the chapter may end in this. */
  boolean hasAnchor(String anchor) {
    return anchors.containsValue(anchor)
        || equations.stream().anyMatch(equation -> equation.id().equals(anchor));
  }

  /** The line a node begins in, from 1. */
  static int line(Node node) {
    for (Node here = node; here != null; here = here.getParent()) {
      if (!here.getSourceSpans().isEmpty()) {
        return here.getSourceSpans().get(0).getLineIndex() + 1;
      }
    }
    return 1;
  }
}
