package twofold.verify.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import twofold.nn.data.FetchException;
import twofold.nn.train.DivergedException;
import twofold.tensor.DeviceException;
import twofold.tensor.io.DataException;
import twofold.verify.experiment.RunFailedException;

/** The command line: {@code ./twofold} and what comes after it. */
@Command(
    name = "twofold",
    description =
        "Machine learning from first principles: every kernel written to be read, and written to be fast.",
    footer = {"", "Without a command: the main job, which is `run digits`."},
    mixinStandardHelpOptions = true,
    version = "Twofold 0.1.0",
    subcommands = {
      ListCommand.class,
      RunCommand.class,
      TestCommand.class,
      BenchCommand.class,
      BookCommand.class,
      DevicesCommand.class,
      DataCommand.class,
      ShellCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Exit codes: 0 all went well, 1 a run failed, 2 the command line or its input is wrong. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, command.getErr()));
  }

  @Override
  public void run() {
    int code = spec.commandLine().execute("run", "digits");
    if (code != 0) {
      throw new Reported(code);
    }
  }

  /** A failure that has been told already. */
  static final class Reported extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int code;

    Reported(int code) {
      this.code = code;
    }
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("twofold: " + firstLine(e));
    err.flush();
    return 2;
  }

  /** One line; where only a programmer can mend it, the line says where the rest is. */
  private static int failed(Exception e, PrintWriter err) {
    try {
      if (e instanceof Reported reported) {
        return reported.code;
      }
      boolean isFetch = e instanceof FetchException; // the server's fault, mostly: a failed run
      if (!isFetch && (e instanceof DataException || e instanceof IllegalArgumentException)) {
        err.println("twofold: " + firstLine(e));
        return 2;
      }
      if (isFetch
          || e instanceof DivergedException
          || e instanceof RunFailedException
          || e instanceof DeviceException) {
        err.println("twofold: " + firstLine(e));
        return 1;
      }
      err.println("twofold: a defect of this program: " + e + "; " + remember(e));
      return 1;
    } finally {
      err.flush();
    }
  }

  /** Keeps where an exception came from. */
  private static String remember(Exception e) {
    Path file = Home.state("defect.txt");
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, trace.toString());
    } catch (IOException cannotWrite) {
      return "it came from " + e.getStackTrace()[0];
    }
    return "where it came from is in " + file;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
