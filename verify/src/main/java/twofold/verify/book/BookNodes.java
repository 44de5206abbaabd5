package twofold.verify.book;

import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;

/** What a chapter's tree holds beside Markdown: the places that are woven from other files. */
final class BookNodes {
  private BookNodes() {}

  /**
   * A block of code that repeats a region of a source.
   *
   * <p>Its text goes from {@code start} to {@code end} of the chapter, the fences included; both
   * are equal if the author has only written the mark.
   */
  static final class Excerpt extends CustomBlock {
    final String file;
    final String region;
    final int line;
    final FencedCodeBlock block;
    final int start;
    final int end;

    Excerpt(String file, String region, int line, FencedCodeBlock block, int start, int end) {
      this.file = file;
      this.region = region;
      this.line = line;
      this.block = block;
      this.start = start;
      this.end = end;
    }
  }

  /** An excerpt and its twin. */
  static final class Pair extends CustomBlock {}

  /** A figure, which stands on its own: holds its image. */
  static final class Plate extends CustomBlock {}

  /** A number from a recorded run, from {@code start} to {@code end} of the chapter. */
  static final class Number extends CustomNode {
    final Quotation quotation;
    final int line;
    final int start;
    final int end;

    Number(Quotation quotation, int line, int start, int end) {
      this.quotation = quotation;
      this.line = line;
      this.start = start;
      this.end = end;
    }
  }
}
