package twofold.verify.book;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;

/** Copies scripts, styles and fonts into the site, which then needs no network. */
final class Assets {
  private static final Pattern FONT = Pattern.compile("url\\((fonts/[\\w-]+\\.woff2)\\)");

  /**
   * KaTeX offers older formats for browsers that can no longer show the rest of the page either.
   */
  private static final Pattern OLDER_FONTS =
      Pattern.compile(",\\s*url\\(fonts/[^)]*\\.(woff|ttf)\\)\\s*format\\([^)]*\\)");

  private final Path folder;

  private Assets(Path folder) {
    this.folder = folder;
  }

  static void copy(Path folder) throws IOException {
    Assets assets = new Assets(folder);
    for (String own : new String[] {"style.css", "theme.js", "book.js"}) {
      assets.write(own, read("twofold/verify/book/" + own));
    }
    assets.write("lunr.min.js", webjar("org.webjars.npm", "lunr", "lunr.min.js"));
    assets.write("highlight.min.js", webjar("org.webjars", "highlightjs", "highlight.min.js"));
    assets.katex();
  }

  private void katex() throws IOException {
    write("katex/katex.min.js", webjar("org.webjars.npm", "katex", "dist/katex.min.js"));
    String css =
        new String(
            webjar("org.webjars.npm", "katex", "dist/katex.min.css"), StandardCharsets.UTF_8);
    css = OLDER_FONTS.matcher(css).replaceAll("");
    write("katex/katex.min.css", css.getBytes(StandardCharsets.UTF_8));
    for (String font : FONT.matcher(css).results().map(m -> m.group(1)).distinct().toList()) {
      write("katex/" + font, webjar("org.webjars.npm", "katex", "dist/" + font));
    }
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  /** A file of a webjar, whichever version is on the class path. */
  private static byte[] webjar(String group, String artifact, String file) throws IOException {
    Properties about = new Properties();
    about.load(
        new java.io.ByteArrayInputStream(
            read("META-INF/maven/" + group + "/" + artifact + "/pom.properties")));
    String version = about.getProperty("version");
    return read("META-INF/resources/webjars/" + artifact + "/" + version + "/" + file);
  }

  private static byte[] read(String resource) throws IOException {
    try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no " + resource + " on the class path");
      }
      return in.readAllBytes();
    }
  }
}
