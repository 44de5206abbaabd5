package twofold.verify.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import twofold.nn.data.FetchException;
import twofold.nn.data.Idx;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.record.TfRecord;
import twofold.nn.save.ModelFile;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** What a person types, and what comes back when it is wrong: one line, and the exit code. */
class CommandLineTest {
  @TempDir private Path folder;

  private record Outcome(int code, List<String> err) {}

  private static Outcome run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Outcome(code, err.toString().lines().toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run nothing-like-this          | got nothing-like-this",
        "run digits --device abacus     | got abacus",
        "run digits --colour            | Unknown option: '--colour'",
        "run digits --seed many         | 'many' is not a long",
        "run digits --epochs 0          | --epochs must be at least 1, got 0",
        "run                            | ID",
        "run mnist-mlp --data not-there | data folder not-there",
        "run imdb-dense --data src      | src/imdb-vocab.tsv does not exist, with or without .gz",
        "run imdb-best --data src       | src/imdb-vocab.tsv does not exist, with or without .gz",
        "run reuters-r8 --data src      | src/R8-train.txt does not exist, with or without .gz",
        "run boston-dense --data src  | src/boston_house_prices.csv does not exist, with or",
        "run digits --json no/such/file | no/such/file",
        "run digits --save no/such/file | --save no/such/file cannot be written",
        "run overfitting --save file    | --save needs an experiment that trains one network",
        "run digits --events pom.xml    | output folder pom.xml cannot be made",
        "data fetch nothing --data src  | one of mnist, fashion-mnist, cifar-10, cifar-100, sklearn, tinyshakespeare, makemore-names; got nothing",
        "data fetch imdb --data src     | a data set that can be fetched is one of mnist, fashion-mnist,",
        "data fetch mnist --data pom.xml | output folder pom.xml cannot be made",
        "data fetch                     | NAME",
        "bench Exp --json no/such/file  | no/such/file",
        "bench NoSuchBenchmark          | no benchmark matches NoSuchBenchmark",
        "bench Exp --rows conv          | --rows goes with `bench yardstick` alone",
        "bench Exp --minutes 0          | --minutes must be at least 1, got 0",
        "bench yardstick --quick        | --quick, --path, --minutes and --verbose are for JMH",
        "bench yardstick --rows no-row  | no row of the yardstick matches no-row",
        "bench yardstick --rows (       | --rows must be a regular expression, got (",
        "book --out pom.xml             | output folder pom.xml is a file",
        "fly                            | fly"
      })
  void whatIsWrongIsSaidInOneLine(String arguments, String message) {
    Outcome outcome = run(arguments.split(" +"));
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).hasSize(1);
    assertThat(outcome.err.get(0)).startsWith("twofold: ").contains(message);
  }

  @Test
  void aFolderThatCannotBeWrittenIsKnownBeforeTraining() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Outcome outcome = run("run", "digits", "--out", file.resolve("page").toString());
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).hasSize(1);
    assertThat(outcome.err.get(0)).contains("output folder");
  }

  @Test
  void aRunWritesItsNumbersItsPageAndItsCurvesAndNothingElse() throws IOException {
    Path json = folder.resolve("numbers.json");
    Path out = folder.resolve("page");
    Outcome outcome =
        run("run", "digits", "--epochs", "1", "--json", json.toString(), "--out", out.toString());
    assertThat(outcome.code).isZero();
    JsonNode numbers = new ObjectMapper().readTree(json.toFile());
    assertThat(numbers.get("experiment").asText()).isEqualTo("digits");
    assertThat(numbers.get("device").asText()).isEqualTo("cpu");
    assertThat(numbers.get("seed").asLong()).isEqualTo(1);
    assertThat(numbers.get("metrics").get("testAccuracy").asDouble()).isBetween(0.8, 1.0);
    assertThat(Files.readString(out.resolve("index.html"))).contains("Its most confident mistakes");
    assertThat(files())
        .containsExactly(
            "numbers.json",
            "page/accuracy.png",
            "page/accuracy.svg",
            "page/index.html",
            "page/loss.png",
            "page/loss.svg");
    assertThat(ImageIO.read(out.resolve("loss.png").toFile()).getWidth()).isEqualTo(440);
    assertThat(Files.readString(out.resolve("loss.svg")))
        .contains("<svg", "440", "<path", "</svg>");
  }

  /** The network that a run has trained, without the program that built it. */
  @Test
  void aTrainedNetworkIsSaved() {
    Path file = folder.resolve("digits.safetensors");
    String out = folder.resolve("page").toString();
    Outcome outcome = run("run", "digits", "--epochs", "1", "--out", out, "--save", file + "");
    assertThat(outcome.code).isZero();
    Layer network = ModelFile.load(file, Device.cpu()).layer();
    Tensor logits = network.forward(Device.cpu().zeros(1, 784), Context.INFERENCE);
    assertThat(logits.shape()).isEqualTo(new Shape(1, 10));
  }

  @Test
  void eventsOnlyWhereTheyAreWanted() throws IOException {
    Path out = folder.resolve("page");
    Path events = folder.resolve("events");
    Outcome outcome =
        run("run", "digits", "--epochs", "1", "--out", out.toString(), "--events", events + "");
    assertThat(outcome.code).isZero();
    List<String> written = files().stream().filter(f -> f.startsWith("events")).toList();
    assertThat(written).hasSize(2);
    assertThat(written.get(0)).startsWith("events/train/events.out.tfevents.");
    assertThat(written.get(1)).startsWith("events/validation/events.out.tfevents.");
    // what it is, the graph, loss and accuracy; of what is learned from, two weights and two biases
    assertThat(TfRecord.readAll(folder.resolve(written.get(0)))).hasSize(2 + 2 + 4);
    assertThat(TfRecord.readAll(folder.resolve(written.get(1)))).hasSize(1 + 2);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  /** Each problem is a line that an editor can jump to. */
  @Test
  void aBookWithProblemsIsNotWoven() throws IOException {
    Files.writeString(folder.resolve("pom.xml"), "<module>tensor</module>");
    Path book = Files.createDirectories(folder.resolve("tensor").resolve("book"));
    Files.writeString(book.resolve("01-a.md"), "# A\n\n[gone](gone.md)\n");
    Files.writeString(book.resolve("02-b.md"), "no title\n");
    Path out = folder.resolve("site");
    String before = System.getProperty("twofold.home");
    System.setProperty("twofold.home", folder.toString());
    try {
      Outcome outcome = run("book", "--out", out.toString());
      assertThat(outcome.code).isEqualTo(1);
      assertThat(outcome.err)
          .containsExactly(
              "twofold: tensor/book/01-a.md:3: broken link gone.md: no such file",
              "twofold: tensor/book/02-b.md:1: a chapter begins with its title: # Title");
      assertThat(out).doesNotExist();
      Files.writeString(book.resolve("01-a.md"), "# A\n");
      Files.writeString(book.resolve("02-b.md"), "# B\n");
      assertThat(run("book", "--out", out.toString()).code).isZero();
      assertThat(out.resolve("tensor").resolve("02-b.html")).exists();
    } finally {
      if (before == null) {
        System.clearProperty("twofold.home");
      } else {
        System.setProperty("twofold.home", before);
      }
    }
  }

  /** Nothing that was typed is wrong: what cannot be fetched today is a run that failed. */
  @Test
  void aServerThatFailsIsAFailedRun() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    Exception e = new FetchException("http://here/set answers 404, expected 200");
    assertThat(line.getExecutionExceptionHandler().handleExecutionException(e, line, null)).isOne();
    assertThat(err).hasToString(String.format("twofold: %s%n", e.getMessage()));
  }

  /** What nobody has thought of is one line too, and what a programmer needs is in a file. */
  @Test
  void aDefectIsOneLineAndAFile() throws Exception {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    Exception e = new IllegalStateException("neither here nor there");
    assertThat(line.getExecutionExceptionHandler().handleExecutionException(e, line, null)).isOne();
    Path file = Home.state("defect.txt");
    assertThat(err)
        .hasToString(
            "twofold: a defect of this program: %s; where it came from is in %s%n"
                .formatted(e, file));
    assertThat(file).content().contains("aDefectIsOneLineAndAFile");
  }

  @Test
  void brokenDataFilesAreNamed() {
    Path images = folder.resolve("train-images-idx3-ubyte");
    Idx.ofBytes(new byte[2 * 28 * 28], 2, 28, 28).write(images);
    Idx.ofBytes(new byte[3], 3).write(folder.resolve("train-labels-idx1-ubyte"));
    Outcome outcome = run("run", "mnist-mlp", "--data", folder.toString());
    assertThat(outcome.code).isEqualTo(2);
    assertThat(outcome.err).hasSize(1);
    assertThat(outcome.err.get(0)).contains("3 labels").contains("2 images");
  }
}
