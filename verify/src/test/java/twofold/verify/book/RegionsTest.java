package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionsTest {
  // Put together here, so that this file does not look as if it had regions itself.
  private static final String OPEN = "/" + "/ region ";
  private static final String CLOSE = "/" + "/ endregion";

  private final Problems problems = new Problems();

  private Map<String, Region> read(String... lines) {
    return Regions.of("A.java", Arrays.asList(lines), problems);
  }

  private List<String> told() {
    return problems.sorted().stream().map(Problem::toString).toList();
  }

  @Test
  void commonIndentationIsRemovedAndInnerBlankLinesStay() {
    Map<String, Region> regions =
        read(
            "class A {",
            "  " + OPEN + "sum",
            "    int f() {",
            "",
            "      return 1;  ",
            "    }",
            "",
            "  " + CLOSE,
            "}");
    Region sum = regions.get("sum");
    assertThat(sum.text()).isEqualTo("int f() {\n\n  return 1;\n}");
    assertThat(sum.first()).isEqualTo(3);
    assertThat(sum.last()).isEqualTo(7);
    assertThat(told()).isEmpty();
  }

  @Test
  void aTextThatMentionsRegionsHasNone() {
    assertThat(read("* " + OPEN + "sum", "int a; " + OPEN + "b")).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void aRegionWithoutEndIsToldWhereItBegins() {
    assertThat(read("", OPEN + "sum", "x")).isEmpty();
    assertThat(told()).containsExactly("A.java:2: region sum has no endregion");
  }

  @Test
  void anEndWithoutBeginningIsTold() {
    read(CLOSE);
    assertThat(told()).containsExactly("A.java:1: endregion without a region");
  }

  @Test
  void regionsDoNotNest() {
    read(OPEN + "outer", "x", OPEN + "inner", "y", CLOSE);
    assertThat(told())
        .containsExactly(
            "A.java:3: region begins inside region outer of line 1; regions do not nest");
  }

  @Test
  void namesAreUniqueAndPlain() {
    read(OPEN + "a", "x", CLOSE, OPEN + "a", "y", CLOSE);
    assertThat(told()).containsExactly("A.java:4: region a is there twice, first in line 1");
    read(OPEN + "Two Words", "x", CLOSE);
    assertThat(told())
        .anyMatch(line -> line.contains("lower-case words and hyphens, got: Two Words"));
  }

  @Test
  void anEmptyRegionIsTold() {
    read(OPEN + "a", "  ", CLOSE);
    assertThat(told()).containsExactly("A.java:1: region a is empty");
  }
}
