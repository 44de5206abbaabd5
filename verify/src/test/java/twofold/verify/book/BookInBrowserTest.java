package twofold.verify.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page as a reader sees it: in a browser, from a folder, on a desk and on a phone. */
class BookInBrowserTest {
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  @TempDir private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() {
    boolean isThere = Browser.isThere();
    if ("required".equals(System.getenv("TWOFOLD_BROWSER"))) {
      assertThat(isThere).as("TWOFOLD_BROWSER=required needs " + Browser.CHROMIUM).isTrue();
    }
    assumeTrue(isThere, "no " + Browser.CHROMIUM + ": the book's pages are not looked at");
    browser = Browser.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theSample() {
    SampleBook.fresh(folder);
    Path site = folder.resolve("first");
    everyPageIsInOrder(site);
    theSearchFinds(site, "parameters", "Layers", "nn/01-layers.html");
    theSearchFinds(site, "broadc", "Shapes and broadcasting", "tensor/01-shapes.html");
    theReaderChoosesTheScheme(site);
    thePhoneHasContents(site);
  }

  @Test
  void theBook() {
    Path site = folder.resolve("book");
    assertThat(Weaver.weave(Project.home(), site, false).problems()).isEmpty();
    everyPageIsInOrder(site);
  }

  private static void everyPageIsInOrder(Path site) {
    Map<String, Browser.Page> pages = new TreeMap<>();
    for (String file : Browser.pages(site)) {
      Browser.Page page = browser.look(site.resolve(file), DESK, PHONE);
      assertThat(page.problems()).as(file).isEmpty();
      pages.put(page.address(), page);
    }
    pages
        .values()
        .forEach(page -> assertThat(page.brokenLinks(pages)).as(page.address()).isEmpty());
  }

  private static void theSearchFinds(Path site, String words, String heading, String page) {
    browser.open(site.resolve("index.html"), DESK);
    browser.type("#search", words);
    assertThat(browser.texts("#results strong")).contains(heading);
    browser.type("#search", Browser.ENTER);
    assertThat(browser.address()).contains(page);
  }

  private static void theReaderChoosesTheScheme(Path site) {
    browser.open(site.resolve("index.html"), DESK);
    String before = browser.background();
    browser.click("button.theme");
    String after = browser.background();
    assertThat(after).isNotEqualTo(before);
    browser.open(site.resolve("tensor/01-shapes.html"), DESK);
    assertThat(browser.background()).as("remembered").isEqualTo(after);
    browser.click("button.theme");
    assertThat(browser.background()).isEqualTo(before);
  }

  private static void thePhoneHasContents(Path site) {
    browser.open(site.resolve("index.html"), PHONE);
    assertThat(browser.isShown("#contents")).isFalse();
    browser.click("button.menu");
    assertThat(browser.isShown("#contents")).isTrue();
    assertThat(browser.texts("#contents a"))
        .isEqualTo(
            List.of(
                "Shapes and broadcasting", "The product of a & b", "Layers", "What is checked"));
    browser.click("#contents a");
    assertThat(browser.address()).contains("tensor/01-shapes.html");
  }
}
