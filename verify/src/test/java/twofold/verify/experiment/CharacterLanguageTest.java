package twofold.verify.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.layer.Layer;
import twofold.nn.save.ModelFile;
import twofold.nn.schedule.Schedule;
import twofold.rnn.data.CharacterText;
import twofold.tensor.Device;

/** A text of one line, and few lessons. */
class CharacterLanguageTest {
  private static final long SEED = 1;

  @TempDir private Path folder;

  /** What is saved, and loaded without the program that trained it, writes the same text. */
  private void writesTheSameAgain(Experiment experiment, CharacterLanguage.Model model)
      throws IOException {
    Path text = folder.resolve("input.txt");
    Files.writeString(text, "to be, or not to be\n".repeat(100));
    Path saved = folder.resolve("model.safetensors");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Setting setting =
        new Setting(
            folder,
            Device.cpu(),
            SEED,
            OptionalInt.empty(),
            folder.resolve("page"),
            null,
            saved,
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false);
    var recipe = new CharacterLanguage.Recipe(16, 40, 8, 1, steps -> Schedule.constant(0.01));
    new CharacterLanguage(model, recipe).run(experiment, setting);
    Layer loaded = ModelFile.load(saved, Device.cpu()).layer();
    String written =
        model.write(
            loaded,
            Device.cpu(),
            CharacterText.read(text).vocabulary(),
            RandomStreams.stream(SEED, RandomStreams.name("text")));
    assertThat(written).hasSize(400);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains(written.indent(4));
  }

  @Test
  void ofAnLstm() throws IOException {
    writesTheSameAgain(new ShakespeareChar(), new ShakespeareChar.Lstm());
  }

  @Test
  void ofAGpt() throws IOException {
    writesTheSameAgain(new ShakespeareGpt(), new ShakespeareGpt.Attentive());
  }
}
