package twofold.verify.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import twofold.tensor.Device;
import twofold.verify.experiment.Experiment;
import twofold.verify.experiment.Folders;
import twofold.verify.experiment.JsonFile;
import twofold.verify.experiment.Result;
import twofold.verify.experiment.Setting;

/** {@code ./twofold run ID}. */
@Command(
    name = "run",
    description = "Runs an experiment; `list` names them.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "ID", description = "The experiment.")
  private String id;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder with data sets; TWOFOLD_DATA if not given.")
  private Path data;

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "reference, cpu or gpu; cpu if not given.")
  private String device = "cpu";

  @Option(names = "--seed", paramLabel = "N", description = "Of all randomness; 1 if not given.")
  private long seed = 1;

  @Option(names = "--epochs", paramLabel = "N", description = "How often to see the examples.")
  private Integer epochs;

  @Option(names = "--json", paramLabel = "FILE", description = "Where to write the numbers.")
  private Path json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the page and its curves; target/twofold/ID if not given.")
  private Path out;

  @Option(
      names = "--events",
      paramLabel = "DIR",
      description =
          "The folder for what `tensorboard --logdir DIR` shows; without it nothing is written.")
  private Path events;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Where to write the trained network, as .safetensors; ModelFile.load reads it.")
  private Path save;

  @Override
  public void run() {
    Experiment experiment =
        Experiment.ALL.stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "experiment must be one of "
                            + Experiment.ALL.stream()
                                .map(Experiment::id)
                                .collect(Collectors.joining(", "))
                            + "; got "
                            + id));
    if (epochs != null && epochs < 1) {
      throw new IllegalArgumentException("--epochs must be at least 1, got " + epochs);
    }
    Setting setting =
        new Setting(
            DataFolder.of(data),
            Device.named(device),
            seed,
            epochs == null ? OptionalInt.empty() : OptionalInt.of(epochs),
            out != null ? out : Home.state(experiment.id()),
            events,
            save,
            System.out,
            Boolean.getBoolean("twofold.terminal"));
    if (save != null && !experiment.leavesOneNetwork()) {
      throw new IllegalArgumentException(
          "--save needs an experiment that trains one network; " + id + " trains many");
    }
    JsonFile.requireWritable("--json", json);
    JsonFile.requireWritable("--save", save);
    if (events != null) {
      Folders.create(events);
    }
    long start = System.nanoTime();
    Result result = experiment.run(setting);
    double seconds = (System.nanoTime() - start) / 1e9;
    result
        .metrics()
        .forEach(
            (name, value) -> {
              Double published = result.published().get(name);
              System.out.printf(
                  Locale.ROOT,
                  "%-14s %.4f%s%n",
                  name,
                  value,
                  published == null
                      ? ""
                      : String.format(Locale.ROOT, "   (published: %.4f)", published));
            });
    System.out.printf(Locale.ROOT, "%.1f s in all%n", seconds);
    result.write(json, experiment, setting, seconds);
  }
}
