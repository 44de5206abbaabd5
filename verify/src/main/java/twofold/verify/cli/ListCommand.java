package twofold.verify.cli;

import picocli.CommandLine.Command;
import twofold.verify.experiment.Experiment;

/** {@code ./twofold list}. */
@Command(
    name = "list",
    description = "Everything runnable, one line each.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Runnable {

  @Override
  public void run() {
    for (Experiment experiment : Experiment.ALL) {
      System.out.printf("%-14s %s%n", experiment.id(), experiment.title());
    }
  }
}
