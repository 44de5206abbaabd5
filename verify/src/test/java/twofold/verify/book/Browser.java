package twofold.verify.book;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, as the system has installed it; nothing is downloaded. */
final class Browser implements AutoCloseable {
  static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  static final String ENTER = Keys.ENTER.toString();
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final int HEIGHT = 900;

  /** What a look at a page has found; scripts give it as a map. */
  private static final String LOOK =
      """
      const all = (what) => [...document.querySelectorAll(what)];
      const levels = all("h1, h2, h3, h4, h5, h6").map((h) => Number(h.tagName[1]));
      const problems = [];
      for (const place of all(".math")) {
        if (!place.querySelector(".katex") || place.querySelector(".katex-error")) {
          problems.push("equation not set: " + place.textContent);
        }
      }
      if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) {
        problems.push("not one h1 at the beginning");
      }
      levels.forEach((level, i) => {
        if (i > 0 && level > levels[i - 1] + 1) problems.push("heading skips a level: h" + level);
      });
      const ids = all("[id]").map((e) => e.id);
      ids.filter((id, i) => ids.indexOf(id) !== i).forEach((id) => problems.push("id twice: " + id));
      all("img:not([alt]), [role=img]:not([aria-label])").forEach((e) => problems.push("no alt text"));
      return {
        problems, ids,
        links: all("a[href], link[href]").map((e) => e.href)
            .concat(all("script[src], img[src]").map((e) => e.src)),
      };
      """;

  private static final String TOO_WIDE =
      """
      const wide = document.documentElement.scrollWidth;
      return wide > window.innerWidth ? "scrolls sideways: " + wide + " in " + window.innerWidth : "";
      """;

  /**
   * Selenium warns that it knows no DevTools of this release; nothing here needs what it misses.
   */
  private static final Logger DEVTOOLS = Logger.getLogger("org.openqa.selenium.devtools");

  static {
    DEVTOOLS.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static boolean isThere() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  static Browser start(Path profile) {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.setCapability("goog:loggingPrefs", logs);
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(DRIVER.toString()))
            .withSilent(true)
            .withTimeout(Duration.ofSeconds(30))
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  @Override
  public void close() {
    driver.quit();
  }

  /** All pages of a site. */
  static List<String> pages(Path site) {
    try (Stream<Path> files = Files.walk(site)) {
      return files
          .map(file -> site.relativize(file).toString())
          .filter(file -> file.endsWith(".html"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  void open(Path page, int width) {
    width(width);
    driver.get(page.toUri().toString());
  }

  private void width(int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Opens a page in the first width and looks at it in each. */
  Page look(Path page, int... widths) {
    open(page, widths[0]);
    Map<?, ?> found = (Map<?, ?>) driver.executeScript(LOOK);
    List<String> problems = new ArrayList<>(strings(found.get("problems")));
    for (int width : widths) {
      width(width);
      String tooWide = (String) driver.executeScript(TOO_WIDE);
      if (!tooWide.isEmpty()) {
        problems.add(tooWide);
      }
    }
    driver.manage().logs().get(LogType.BROWSER).forEach(entry -> problems.add(entry.getMessage()));
    return new Page(address(), problems, strings(found.get("ids")), strings(found.get("links")));
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  /** A page that was looked at. */
  record Page(String address, List<String> problems, List<String> ids, List<String> links) {

    /** Links to files that are not there, and to places that the pages do not have. */
    List<String> brokenLinks(Map<String, Page> pages) {
      return links.stream().filter(link -> isBroken(link, pages)).toList();
    }

    private static boolean isBroken(String link, Map<String, Page> pages) {
      if (!link.startsWith("file:")) {
        return false;
      }
      String[] parts = link.split("#", 2);
      Page page = pages.get(parts[0]);
      if (page == null) {
        return !Files.isRegularFile(Path.of(java.net.URI.create(parts[0])));
      }
      return parts.length == 2 && !parts[1].isEmpty() && !page.ids.contains(parts[1]);
    }
  }

  void type(String selector, String words) {
    driver.findElement(By.cssSelector(selector)).sendKeys(words);
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  boolean isShown(String selector) {
    return driver.findElement(By.cssSelector(selector)).isDisplayed();
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** The colour of the paper. */
  String background() {
    return (String) driver.executeScript("return getComputedStyle(document.body).backgroundColor");
  }
}
