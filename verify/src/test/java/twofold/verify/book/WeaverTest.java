package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.io.DataException;

/** What weaving makes of a project, and that it leaves nothing half done. */
class WeaverTest {
  @TempDir private Path folder;

  private static Map<String, String> files(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(root.relativize(file).toString(), java.util.HexFormat.of().formatHex(bytes));
      }
    }
    return files;
  }

  @Test
  void refreshingMakesABookFreshAndThenChangesNothing() throws IOException {
    SampleBook sample = SampleBook.raw(folder);
    assertThat(sample.problems()).hasSize(8).allMatch(line -> line.endsWith(Freshness.HINT));
    assertThat(Weaver.weave(sample.home, folder.resolve("a"), true).problems()).isEmpty();
    assertThat(sample.problems()).isEmpty();
    assertThat(sample.text("tensor/book/02-products.md"))
        .contains("#reference -->\n```java\nstatic double product(double[] a, double[] b) {\n")
        .contains("\n\n  return sum;\n}\n```\n\n<!-- beside: ")
        .contains("```java\nstatic double square(double[] a) {\n  return product(a, a);\n}\n```\n")
        .contains("/rows/1/median -->537.0<!-- /number --> ms")
        .contains("%.0f -->150<!-- /number --> times")
        .contains("%.1f -->3.6<!-- /number --> |")
        .doesNotContain("to be refreshed");
    Map<String, String> once = files(sample.home);
    assertThat(Weaver.weave(sample.home, folder.resolve("b"), true).problems()).isEmpty();
    assertThat(files(sample.home)).isEqualTo(once);
    assertThat(files(folder.resolve("b"))).isEqualTo(files(folder.resolve("a")));
  }

  @Test
  void pagesHoldWhatTheChaptersSay() throws IOException {
    SampleBook.fresh(folder);
    Path site = folder.resolve("first");
    String products = Files.readString(site.resolve("tensor/02-products.html"));
    assertThat(products)
        .contains("<h1 id=\"the-product-of-a--b\">The product of <code>a</code> &amp; b</h1>")
        .contains("<div class=\"equation\" id=\"product-definition\">")
        .contains("c = \\sum_{p=1}^{k} a_p \\, b_p")
        .contains("Product.java.html#reference\">Product.java</a>")
        .contains("// the definition: 2 &lt; 3 &amp;&amp; &quot;quoted&quot;")
        .contains("<div class=\"pair\">")
        .contains("ProductProperties.java.html#L5\">ProductProperties.isTheDefinition</a>")
        .contains("Not checked by a property yet.")
        .doesNotContain("an ordinary comment");
    assertThat(Files.readString(site.resolve("tensor/01-shapes.html")))
        .contains("href=\"../tensor/02-products.html#how-fast\"")
        .contains("href=\"https://example.org\"")
        .contains("Product.java.html#L3\"")
        .contains("<span class=\"math\">a_{ij}*b_{ij}*c</span>")
        .contains("aria-label=\"A column and a row are repeated");
    assertThat(Files.readString(site.resolve("checked.html"))).contains("Checked: 1 of 2.");
    assertThat(Files.readString(site.resolve("index.html")))
        .contains("Tensor: a sample")
        .contains("<a href=\"nn/01-layers.html\">Layers</a>");
  }

  @Test
  void aBookWithProblemsLeavesTheOldSiteAlone() throws IOException {
    SampleBook sample = SampleBook.fresh(folder);
    Path site = folder.resolve("first");
    Map<String, String> before = files(site);
    sample.replace("tensor/book/01-shapes.md", "# Shapes", "Shapes");
    assertThat(Weaver.weave(sample.home, site, false).problems()).isNotEmpty();
    assertThat(files(site)).isEqualTo(before);
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString())).containsOnly("sample", "first");
    }
  }

  @Test
  void anOldSiteIsReplacedWhole() throws IOException {
    SampleBook sample = SampleBook.fresh(folder);
    Path site = folder.resolve("first");
    Files.writeString(site.resolve("tensor/03-gone.html"), "left over");
    Weaver.weave(sample.home, site, false);
    assertThat(site.resolve("tensor/03-gone.html")).doesNotExist();
    assertThat(site.resolve("tensor/01-shapes.html")).exists();
  }

  @Test
  void aFolderWithSomethingElseIsNotTouched() throws IOException {
    SampleBook sample = SampleBook.fresh(folder);
    Path photos = Files.createDirectories(folder.resolve("photos"));
    Files.writeString(photos.resolve("index.html"), "my photos");
    assertThatThrownBy(() -> Weaver.weave(sample.home, photos, false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds something else than a book");
    assertThatThrownBy(() -> Weaver.weave(sample.home, photos.resolve("index.html"), false))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is a file");
    assertThat(photos.resolve("index.html")).hasContent("my photos");
  }

  @Test
  void aFolderThatIsNoProjectIsTold() {
    assertThatThrownBy(() -> Weaver.check(folder))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is not the project's folder");
  }
}
