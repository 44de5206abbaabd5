package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Emphasis;
import org.commonmark.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MathExtensionTest {

  /** Every equation in the order of the text, and every emphasis that Markdown has seen. */
  private static List<String> equations(String markdown) {
    List<String> found = new ArrayList<>();
    collect(Markdown.parse(markdown), found);
    return found;
  }

  private static void collect(Node node, List<String> found) {
    if (node instanceof MathNodes.Inline inline) {
      found.add(inline.latex);
    } else if (node instanceof MathNodes.Display display) {
      found.add("display " + display.latex + (display.closed ? "" : ", open"));
    } else if (node instanceof Emphasis) {
      found.add("emphasis");
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      collect(child, found);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a_{i} * b_{j} * c",
        "\\alpha_1 \\\\ \\beta_2",
        "\\{x\\}",
        "x_[0](y)",
        "a < b & c",
        "`x`",
        "\\$5"
      })
  void markdownLeavesLatexAlone(String latex) {
    assertThat(equations("so $" + latex + "$ it is")).containsExactly(latex);
    assertThat(equations("$$\n" + latex + "\n$$")).containsExactly("display " + latex);
    assertThat(equations("$$ " + latex + " $$")).containsExactly("display " + latex);
  }

  @Test
  void severalInALineAndAcrossLines() {
    assertThat(equations("$a_1$, $b_1$ and $c +\nd$.")).containsExactly("a_1", "b_1", "c + d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "between $5 and $6",
        "costs 5$ or 6$",
        "\\$a\\$",
        "`$a$`",
        "a lone $ sign",
        "so $$ within a line: $$",
        "```\n$$\na\n$$\n```"
      })
  void aDollarAloneIsADollar(String markdown) {
    assertThat(equations("x\n\n" + markdown)).isEmpty();
  }

  @Test
  void displayedEquationsMayInterruptAParagraphAndHaveSeveralLines() {
    assertThat(equations("text\n$$\na_1\n\n* b\n$$\nmore *text*"))
        .containsExactly("display a_1\n\n* b", "emphasis");
  }

  @Test
  void anEquationThatNeverEndsIsKnown() {
    assertThat(equations("$$\na\n\nmore")).containsExactly("display a\n\nmore, open");
  }
}
