package twofold.verify.book;

import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;

/** Equations in the tree of a chapter. */
final class MathNodes {
  private MathNodes() {}

  /** {@code $…$} within a line. */
  static final class Inline extends CustomNode {
    final String latex;

    Inline(String latex) {
      this.latex = latex;
    }
  }

  /** {@code $$…$$} on lines of its own. */
  static final class Display extends CustomBlock {
    String latex;
    boolean closed;

    /** Null if the chapter gives it none. */
    Equation equation;
  }
}
