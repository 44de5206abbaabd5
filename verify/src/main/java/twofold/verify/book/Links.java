package twofold.verify.book;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Link;

/** Where links lead: from file to file as written, and from page to page in the site. */
final class Links {
  private static final Pattern EXTERNAL = Pattern.compile("(https?|mailto):.*");
  private static final Pattern LINES = Pattern.compile("L(\\d+)(?:-L(\\d+))?");

  private final Book book;
  private final SortedSet<String> sources = new TreeSet<>();

  Links(Book book) {
    this.book = book;
  }

  /** Adds every link of a chapter that leads nowhere to the problems. */
  static void check(Book book, Problems problems) {
    Links links = new Links(book);
    for (Chapter chapter : book.chapters()) {
      for (Link link : chapter.links) {
        try {
          links.target(chapter.file, link.getDestination());
        } catch (IllegalArgumentException e) {
          problems.add(chapter.file, Chapter.line(link), "%s", e.getMessage());
        }
      }
    }
  }

  /** The files that pages must be made of since something links to them. */
  SortedSet<String> sources() {
    return sources;
  }

  /**
   * The page and anchor from the site's root that a link in a file leads to; none if it leaves the
   * project.
   *
   * @throws IllegalArgumentException with one line if it leads nowhere
   */
  Optional<String> target(String file, String link) {
    if (EXTERNAL.matcher(link).matches()) {
      return Optional.empty();
    }
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    String anchor = hash < 0 ? "" : link.substring(hash + 1);
    String target = path.isEmpty() ? file : Repository.resolve(file, path);
    Chapter chapter = book.chapter(target);
    if (chapter != null) {
      if (!anchor.isEmpty() && !chapter.hasAnchor(anchor)) {
        throw new IllegalArgumentException("broken link " + link + ": no such heading");
      }
      return Optional.of(chapter.page() + (anchor.isEmpty() ? "" : "#" + anchor));
    }
    if (!book.repository().isFile(target)) {
      String what = book.repository().isFolder(target) ? "that is a folder" : "no such file";
      throw new IllegalArgumentException("broken link " + link + ": " + what);
    }
    if (!anchor.isEmpty() && !hasAnchor(target, anchor)) {
      throw new IllegalArgumentException("broken link " + link + ": no such line or region");
    }
    return Optional.of(source(target, anchor.replaceAll("-L\\d+$", "")));
  }

  private boolean hasAnchor(String file, String anchor) {
    Matcher lines = LINES.matcher(anchor);
    if (lines.matches()) {
      int last = Integer.parseInt(lines.group(lines.group(2) == null ? 1 : 2));
      return last >= 1 && last <= book.repository().lines(file).size();
    }
    return book.region(file, anchor) != null;
  }

  /** The page of a source, and that there must be one. */
  String source(String file, String anchor) {
    sources.add(file);
    return SourcePage.page(file) + (anchor.isEmpty() ? "" : "#" + anchor);
  }

  /** A link from one page of the site to another, both from its root. */
  static String between(String page, String target) {
    return "../".repeat((int) page.chars().filter(c -> c == '/').count()) + target;
  }
}
