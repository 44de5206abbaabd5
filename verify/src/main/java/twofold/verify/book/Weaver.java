package twofold.verify.book;

import java.nio.file.Path;
import java.util.List;

/**
 * Weaves the book: chapters in Markdown, excerpts from the sources, numbers and figures from
 * recorded runs, into one site.
 */
public final class Weaver {
  private Weaver() {}

  /** How a weaving ended; where there are problems, no site was written. */
  public record Outcome(int chapters, List<Problem> problems) {}

  /**
   * @param home the folder of the project
   * @param out the folder that becomes the site
   * @param refresh whether to bring excerpts, numbers and figures up to date in the chapters
   */
  public static Outcome weave(Path home, Path out, boolean refresh) {
    Site.requireReplaceable(out);
    if (refresh) {
      Repository repository = new Repository(home);
      Problems ignored = new Problems(); // told by the second reading, if they are still there
      Stale.refresh(repository, Freshness.of(Book.read(repository, ignored), ignored));
    }
    Problems problems = new Problems();
    Book book = read(new Repository(home), problems);
    if (problems.sorted().isEmpty()) {
      Site.write(book, out);
    }
    return new Outcome(book.chapters().size(), problems.sorted());
  }

  /** Everything that is not right with the book of a project. */
  public static Outcome check(Path home) {
    Problems problems = new Problems();
    Book book = read(new Repository(home), problems);
    return new Outcome(book.chapters().size(), problems.sorted());
  }

  private static Book read(Repository repository, Problems problems) {
    Book book = Book.read(repository, problems);
    Freshness.of(book, problems).forEach(stale -> problems.add(stale.problem()));
    Links.check(book, problems);
    Equations.check(book, problems);
    return book;
  }
}
