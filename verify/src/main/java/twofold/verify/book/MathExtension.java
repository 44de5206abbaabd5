package twofold.verify.book;

import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Teaches Markdown that LaTeX is not Markdown: between dollars, underscores, stars and backslashes
 * stay what they are.
 */
final class MathExtension implements Parser.ParserExtension {

  @Override
  public void extend(Parser.Builder parser) {
    parser.customBlockParserFactory(new DisplayFactory());
    parser.customInlineContentParserFactory(new InlineFactory());
  }

  private static final class InlineFactory implements InlineContentParserFactory {
    @Override
    public Set<Character> getTriggerCharacters() {
      return Set.of('$');
    }

    @Override
    public InlineContentParser create() {
      return MathExtension::inline;
    }
  }

  /**
   * As code hosts do it: no space inside the dollars, no digit after them, so that "between $5 and
   * $6" is about money.
   */
  private static ParsedInline inline(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position start = scanner.position();
    if (scanner.peek() == '$' || Character.isWhitespace(scanner.peek())) {
      return ParsedInline.none();
    }
    boolean afterSpace = false;
    while (scanner.peek() != Scanner.END) {
      if (scanner.peek() == '$' && !afterSpace) {
        String latex = scanner.getSource(start, scanner.position()).getContent();
        scanner.next();
        if (!Character.isDigit(scanner.peek())) {
          return ParsedInline.of(
              new MathNodes.Inline(latex.replace('\n', ' ')), scanner.position());
        }
      } else if (scanner.next('\\')) {
        scanner.next();
        afterSpace = false;
      } else {
        afterSpace = Character.isWhitespace(scanner.peek());
        scanner.next();
      }
    }
    return ParsedInline.none();
  }

  private static final class DisplayFactory extends AbstractBlockParserFactory {
    @Override
    public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
      CharSequence line = state.getLine().getContent();
      int start = state.getNextNonSpaceIndex();
      boolean opens = state.getIndent() < 4 && line.toString().startsWith("$$", start);
      return opens ? BlockStart.of(new DisplayParser()).atIndex(start + 2) : BlockStart.none();
    }
  }

  /** From the dollars that open to the line that ends in dollars, which may be the same line. */
  private static final class DisplayParser extends AbstractBlockParser {
    private final MathNodes.Display block = new MathNodes.Display();
    private final StringBuilder latex = new StringBuilder();

    @Override
    public Block getBlock() {
      return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
      return block.closed ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
    }

    @Override
    public void addLine(SourceLine line) {
      String content = line.getContent().toString().stripTrailing();
      block.closed = content.endsWith("$$");
      latex
          .append(block.closed ? content.substring(0, content.length() - 2) : content)
          .append('\n');
    }

    @Override
    public void closeBlock() {
      block.latex = latex.toString().strip();
    }
  }
}
