package twofold.verify.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import twofold.verify.book.Weaver;

/** {@code ./twofold book}. */
@Command(
    name = "book",
    description = "Weaves the chapters, their code, numbers and figures into one site.",
    mixinStandardHelpOptions = true)
final class BookCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the site; target/book if not given.")
  private Path out;

  @Option(
      names = "--refresh",
      description = "First write fresh code, numbers and figures into the chapters.")
  private boolean refresh;

  @Override
  public void run() {
    Path site = out != null ? out : Home.folder().resolve("target").resolve("book");
    Weaver.Outcome outcome = Weaver.weave(Home.folder(), site, refresh);
    if (!outcome.problems().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      outcome.problems().forEach(problem -> err.println("twofold: " + problem));
      throw new Main.Reported(1);
    }
    System.out.printf(
        "%d %s woven: %s%n",
        outcome.chapters(),
        outcome.chapters() == 1 ? "chapter" : "chapters",
        site.resolve("index.html"));
  }
}
