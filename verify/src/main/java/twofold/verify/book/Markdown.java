package twofold.verify.book;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Markdown as the chapters use it: with tables and equations. */
final class Markdown {
  static final List<Extension> TABLES = List.of(TablesExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TABLES.get(0), new MathExtension()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .build();

  private Markdown() {}

  static Node parse(String text) {
    return PARSER.parse(text);
  }

  /** The words of a part of a chapter, without any formatting. */
  static String words(Node node) {
    StringBuilder words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak softLineBreak) {
            words.append(' ');
          }

          @Override
          public void visit(HardLineBreak hardLineBreak) {
            words.append(' ');
          }

          @Override
          public void visit(CustomNode node) {
            if (node instanceof MathNodes.Inline math) {
              words.append(math.latex);
            }
            visitChildren(node);
          }
        });
    return words.toString();
  }
}
