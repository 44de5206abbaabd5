package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A book is broken in one place, and exactly that is told: the file, the line, what is wrong. */
class ProblemsTest {
  private static final String SHAPES = "tensor/book/01-shapes.md";
  private static final String PRODUCTS = "tensor/book/02-products.md";
  private static final String PRODUCT = "tensor/src/main/java/sample/Product.java";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# Shapes               | Shapes                  | 01-shapes.md:1: a chapter begins with its title",
        "02-products.md#how     | 02-products.md#why      | 01-shapes.md:14: broken link 02-products.md#why-fast: no such heading",
        "(02-products.md        | (03-products.md         | 01-shapes.md:14: broken link 03-products.md#how-fast: no such file",
        "(#the-rule)            | (#no-rule)              | 01-shapes.md:14: broken link #no-rule: no such heading",
        "Product.java#reference | Product.java#inverse    | 01-shapes.md:15: broken link ../src/main/java/sample/Product.java#inverse: no such line or region",
        "#L3-L5                 | #L3-L999                | no such line or region",
        "(../src/main/java/sample/Product.java) | (../src) | 01-shapes.md:15: broken link ../src: that is a folder",
        "(../src/main/java/sample/Product.java) | (../../../x.java) | 01-shapes.md:15: link leads out of the project: ../../../x.java",
        "![A column             | Look: ![A column        | 01-shapes.md:6: a figure stands in a paragraph of its own",
        "three rows and         | three <b>rows</b> and   | 01-shapes.md:6: HTML is not Markdown"
      })
  void inAChapterOfText(String old, String words, String message) {
    SampleBook sample = SampleBook.fresh(folder);
    sample.replace(SHAPES, old, words);
    assertThat(sample.problems().get(0)).contains(message);
    assertThat(sample.problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It takes               | It <b>takes             | HTML is not Markdown",
        "## How fast            | <div>                   | HTML is not Markdown",
        "<!-- an ordinary       | <!-- nubmer: an         | unknown mark nubmer",
        "It takes <!--          | <!--                    | a number must not begin a line or list item",
        "<!-- /number --> ms    | ms                      | the number has no end",
        "ms, which              | <!-- /number -->, which | the end of a number that does not begin",
        "ms, which              | <!-- code: x -->, which | the mark code stands on a line of its own",
        "-->537.0<              | -->538.0<               | stale number: the text says 538.0, tensor/book/runs/tensor.json says 537.0",
        "/rows/1/median -->     | /rows/9/median -->      | pointer /rows/9/median leads nowhere: no /9",
        "/rows/1/median -->     | /rows/1/median %q -->   | format %q does not suit 537.0",
        "tensor.json /rows/1    | tensar.json /rows/1     | no recorded run tensor/book/runs/tensar.json",
        "tensor.json /rows/1/median | tensor.json         | a number is FILE POINTER",
        "equation: product-square | equation: Product Square | an equation's id is of lower-case words and hyphens, got Product Square",
        "equation: product-square | equation: product-definition | equation id product-definition is there twice, first in tensor/book/02-products.md:3",
        "a_p^2 $$               | a_p^2                   | a displayed equation has no closing $$",
        "product-square -->     | product-square -->\\n\\nx | no displayed equation follows the mark of product-square",
        "return sum;            | return 2 * sum;         | 02-products.md:11: stale excerpt of tensor/src/main/java/sample/Product.java#reference",
        "return sum;\\n}\\n```  | return sum;\\n}         | 02-products.md:12: this block of code has no closing fence",
        "(figures/size-ladder   | (figures/no-such        | no class twofold.verify.book.figure.NoSuch",
        "(figures/size-ladder   | (pictures/size-ladder   | a picture is a figure of the book, figures/NAME.svg",
        "Lines: throughput over size. | ''                | the figure size-ladder needs a text in place of it"
      })
  void inAChapterOfCodeAndNumbers(String old, String words, String message) {
    SampleBook sample = SampleBook.fresh(folder);
    sample.replace(PRODUCTS, old.replace("\\n", "\n"), words.replace("\\n", "\n"));
    assertThat(sample.problems())
        .anyMatch(line -> line.contains(message) && line.startsWith(PRODUCTS));
  }

  @Test
  void anUnknownRegionOrFileAndARegionThatNobodyShows() {
    SampleBook sample = SampleBook.fresh(folder);
    sample.replace(PRODUCTS, "Product.java#square", "Product.java#cube");
    sample.replace(PRODUCTS, "gpu/src/main/java/sample/ProductGpu", "gpu/src/ProductGpu");
    assertThat(sample.problems())
        .containsExactly(
            "gpu/src/main/java/sample/ProductGpu.java:4: no chapter shows region kernel",
            PRODUCTS + ":23: no source gpu/src/ProductGpu.java",
            PRODUCTS + ":31: no region cube in " + PRODUCT,
            PRODUCT + ":17: no chapter shows region square");
  }

  @Test
  void whatStandsBesideNeedsSomethingToStandBeside() {
    SampleBook sample = SampleBook.fresh(folder);
    sample.replace(
        PRODUCTS, "<!-- code: " + PRODUCT + "#square", "<!-- beside: " + PRODUCT + "#square");
    assertThat(sample.problems())
        .containsExactly(
            PRODUCTS + ":31: there is no excerpt right before this one that it could stand beside");
  }

  @Test
  void anExcerptInAListIsTold() {
    SampleBook sample = SampleBook.fresh(folder);
    sample.write(
        "nn/book/02-list.md", "# List\n\n- a\n\n  <!-- code: " + PRODUCT + "#square -->\n");
    assertThat(sample.problems())
        .containsExactly(
            "nn/book/02-list.md:5: an excerpt stands at the left margin, not in a list or quotation");
  }

  @Test
  void sourcesAreReadOverAsWell() {
    SampleBook sample = SampleBook.fresh(folder);
    sample.replace(PRODUCT, "  /" + "/ endregion\n\n", "");
    assertThat(sample.problems())
        .anyMatch(line -> line.startsWith(PRODUCT + ":15: region begins inside region reference"));
  }

  @Test
  void figuresMustBeFreshThereAndShown() {
    SampleBook sample = SampleBook.fresh(folder);
    String figure = "tensor/book/figures/broadcast-row-column.svg";
    sample.replace(figure, "the column", "a column");
    sample.write("tensor/book/figures/left-over.svg", "<svg/>");
    assertThat(sample.problems())
        .containsExactly(
            SHAPES + ":6: stale figure " + figure + Freshness.HINT,
            "tensor/book/figures/left-over.svg:1: no chapter shows this figure");
  }

  @Test
  void aFigureClassThatNoChapterShowsIsTold() {
    SampleBook sample = SampleBook.fresh(folder);
    String source = "verify/src/main/java/twofold/verify/book/figure/SizeLadder.java";
    sample.write(source, "the class itself is on the class path");
    assertThat(sample.problems()).isEmpty();
    sample.replace(PRODUCTS, "![Lines: throughput over size.](figures/size-ladder.svg)", "");
    assertThat(sample.problems())
        .containsExactly(
            "tensor/book/figures/size-ladder.svg:1: no chapter shows this figure",
            source + ":1: no chapter shows the figure size-ladder");
  }

  @Test
  void aFigureWhoseRunIsMissingIsTold() {
    SampleBook sample = SampleBook.fresh(folder);
    sample.write("tensor/book/runs/tensor.json", "{\"rows\": []}");
    assertThat(sample.problems()).anyMatch(line -> line.endsWith("tensor.json has no rows"));
    sample.write("tensor/book/runs/tensor.json", "{");
    assertThat(sample.problems()).anyMatch(line -> line.contains("tensor.json is not JSON"));
  }

  @Test
  void aPropertyCannotCheckAnEquationThatIsNotThere() {
    SampleBook sample = SampleBook.fresh(folder);
    String properties = "verify/src/test/java/sample/ProductProperties.java";
    sample.replace(properties, "\"product-definition\"", "{\"product-definition\", \"no-such\"}");
    assertThat(sample.problems())
        .containsExactly(
            properties
                + ":5: ProductProperties.isTheDefinition checks the equation no-such, which no chapter has");
  }
}
