package twofold.verify.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ./twofold test}: here for the help only, the launcher runs the tests by Maven. */
@Command(
    name = "test",
    description =
        "The property tests and unit tests: all, or those of a module, package or class name.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "tensor, MatMul, …")
  private String pattern;

  @Override
  public void run() {
    throw new IllegalArgumentException(
        "tests are run by the launcher: ./twofold test" + (pattern == null ? "" : " " + pattern));
  }
}
