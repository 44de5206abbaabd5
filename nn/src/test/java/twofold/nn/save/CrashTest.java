package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.AnotherJvm;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.optim.Adam;
import twofold.nn.train.Fit;
import twofold.tensor.Device;
import twofold.tensor.Tensor;

/** A checkpoint survives the program that writes it, whenever that is killed. */
class CrashTest {
  private static final int KILLS = 15;

  /** A megabyte, with the optimiser's memory: writing takes most of the loop's time. */
  private static final int SIDE = 200;

  @TempDir Path folder;

  private static Dense model(int which) {
    return new Dense(Device.reference(), SIDE, SIDE, Initialiser.glorot(), RandomStreams.of(which));
  }

  /** One of two trainings; epoch and seed are its number. */
  private static final class Training {
    private final int which;
    private final Dense model;
    private final Adam adam = new Adam(0.01);

    Training(int which) {
      this.which = which;
      model = model(which);
      List<Tensor> gradients = List.of(model.weights().value(), model.bias().value());
      adam.update(model.parameters(), gradients.stream().map(g -> g.multiply(which)).toList());
    }

    void save(Path file) {
      Checkpoint.save(file, model, adam, new Fit.Options(9, 1, which, which));
    }
  }

  /** The program that is killed: once told to, overwrites one checkpoint by the other for ever. */
  public static final class Overwriting {
    private Overwriting() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      Training one = new Training(1);
      Training two = new Training(2);
      System.in.read();
      two.save(file);
      System.out.println("writing");
      while (true) {
        one.save(file);
        two.save(file);
      }
    }
  }

  private static Process start(Path file) throws IOException {
    return AnotherJvm.of(AnotherJvm.SMALL, Overwriting.class, file.toString())
        .redirectErrorStream(true)
        .start();
  }

  /**
   * Killed at random moments some times, the program always leaves one of its two checkpoints, byte
   * for byte. What it leaves besides has a name that begins with a dot and does not end like a
   * checkpoint's.
   */
  @Test
  void afterAKillTheFileIsWhole() throws IOException, InterruptedException {
    Path first = folder.resolve("first.expected");
    Path second = folder.resolve("second.expected");
    new Training(1).save(first);
    new Training(2).save(second);
    byte[] one = Files.readAllBytes(first);
    byte[] two = Files.readAllBytes(second);
    Files.delete(first);
    Files.delete(second);

    Path file = folder.resolve("training.safetensors");
    SplittableRandom random = new SplittableRandom(1);
    Process next = start(file);
    try {
      for (int kill = 1; kill <= KILLS; kill++) {
        Process process = next;
        next = start(file); // it gets ready meanwhile
        try (Writer start = process.outputWriter()) {
          start.write("go");
        }
        assertThat(process.inputReader().readLine()).isEqualTo("writing");
        TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
        process.waitFor();
        byte[] left = Files.readAllBytes(file);
        assertThat(Arrays.equals(left, one) || Arrays.equals(left, two))
            .as("after kill %d the checkpoint, of %d bytes, is one of the two", kill, left.length)
            .isTrue();
      }
    } finally {
      next.destroyForcibly();
      next.waitFor();
    }
    Fit.Options progress = Checkpoint.load(file, model(3), new Adam(0.01));
    assertThat(progress.done()).isIn(1, 2);
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> leftOver = files.filter(path -> !path.equals(file)).toList();
      assertThat(leftOver)
          .as("some kills must hit the writing itself, or this proves nothing")
          .isNotEmpty()
          .allMatch(path -> path.getFileName().toString().startsWith("."))
          .noneMatch(path -> path.toString().endsWith(".safetensors"));
    }
  }
}
