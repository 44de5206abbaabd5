package twofold.verify.book;

import static j2html.TagCreator.div;
import static j2html.TagCreator.rawHtml;

import j2html.tags.DomContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import twofold.tensor.io.DataException;

/** Writes all pages, into a folder that appears when it is complete. */
final class Site {
  private final Book book;
  private final Path folder;
  private final Links links;

  private Site(Book book, Path folder) {
    this.book = book;
    this.folder = folder;
    this.links = new Links(book);
  }

  /** Whether a folder may be replaced by a book: it is not there, is empty, or is an older book. */
  static void requireReplaceable(Path out) {
    try {
      if (Files.isDirectory(out)) {
        Path index = out.resolve(IndexPage.PAGE);
        boolean older =
            Files.isRegularFile(index) && Files.readString(index).contains(Frame.GENERATOR);
        try (Stream<Path> files = Files.list(out)) {
          if (!older && files.findAny().isPresent()) {
            throw new DataException("output folder " + out + " holds something else than a book");
          }
        }
      } else if (Files.exists(out)) {
        throw new DataException("output folder " + out + " is a file");
      }
    } catch (IOException e) {
      throw new DataException("output folder " + out + " cannot be read: " + e, e);
    }
  }

  static void write(Book book, Path out) {
    requireReplaceable(out);
    Path target = out.toAbsolutePath();
    Path unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    Path old = target.resolveSibling(unfinished.getFileName() + ".old");
    try {
      try {
        Files.createDirectories(unfinished);
        new Site(book, unfinished).write();
        if (Files.exists(target)) {
          Files.move(target, old);
        }
        Files.move(unfinished, target);
      } finally {
        delete(unfinished);
        delete(old);
      }
    } catch (IOException e) {
      throw new DataException("output folder " + out + " cannot be written: " + e, e);
    }
  }

  private void write() throws IOException {
    page(IndexPage.PAGE, Frame.BOOK, null, IndexPage.render(book, links), "index");
    for (Chapter chapter : book.chapters()) {
      String page = chapter.page();
      String html = BookRenderer.render(book, links, chapter.file, page, chapter.tree);
      page(page, chapter.title, chapter, rawHtml(html), "prose");
    }
    page(CheckedPage.PAGE, CheckedPage.TITLE, null, CheckedPage.render(book, links), "checked");
    for (String file : List.copyOf(links.sources())) {
      String name = file.substring(file.lastIndexOf('/') + 1);
      page(SourcePage.page(file), name, null, SourcePage.render(book, file), "listing");
    }
    Assets.copy(folder.resolve("assets"));
    Files.writeString(folder.resolve("assets/sections.js"), Sections.script(book));
  }

  private void page(String page, String title, Chapter chapter, DomContent content, String kind)
      throws IOException {
    Path file = folder.resolve(page);
    Files.createDirectories(file.getParent());
    DomContent wrapped = div(content).withClass("reading");
    Files.writeString(file, new Frame(book, page, title, chapter).render(wrapped, kind));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
