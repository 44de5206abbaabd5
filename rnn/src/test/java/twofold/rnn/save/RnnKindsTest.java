package twofold.rnn.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.save.Kind;
import twofold.nn.save.ModelFile;
import twofold.nn.save.Names;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.PeepholeLstmCell;
import twofold.rnn.decode.RecurrentLanguage;
import twofold.rnn.layer.Bidirectional;
import twofold.rnn.layer.Carried;
import twofold.rnn.layer.Recurrent;
import twofold.rnn.translate.Translator;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;

/** Examples of networks of this module in files: what is in there, and what is refused. */
class RnnKindsTest {
  private static final Device<?> DEVICE = Device.cpu();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("net.safetensors");
  }

  private static LstmCell lstm(int inputs, int units) {
    return new LstmCell(DEVICE, inputs, units, RandomStreams.of(1));
  }

  /** What a person reads who opens the file. */
  @Test
  void theFileSaysWhatTheModelIs() {
    ModelFile.save(file(), Recurrent.last(lstm(3, 2)));
    Safetensors read = Safetensors.read(file());
    assertThat(read.arrays().keySet())
        .containsExactlyInAnyOrder("input weights", "state weights", "bias");
    assertThat(read.metadata())
        .containsEntry(
            "model",
            """
            {"kind":"recurrent","cell":{"kind":"lstmCell","inputWeights":"input weights",\
            "stateWeights":"state weights","bias":"bias"},"onlyLast":true,\
            "dropout":{"input":0.0,"state":0.0,"output":0.0}}""");
  }

  /** A language model from a file is one: it says what comes next, token by token. */
  @Test
  void aLanguageModelGoesOnWriting() {
    RecurrentLanguage model = language();
    ModelFile.save(file(), model);
    RecurrentLanguage again = (RecurrentLanguage) ModelFile.load(file(), DEVICE).layer();
    assertThat(again.logProbabilities(again.read(again.start(1), List.of(0, 3))))
        .isEqualTo(model.logProbabilities(model.read(model.start(1), List.of(0, 3))));
  }

  private static RecurrentLanguage language() {
    return new RecurrentLanguage(
        new Embedding(DEVICE, 4, 3, Initialiser.glorot(), RandomStreams.of(2)),
        List.of(lstm(3, 2), new GruCell(DEVICE, 2, 2, RandomStreams.of(3))),
        0.1,
        new Dense(DEVICE, 2, 4, Initialiser.glorot(), RandomStreams.of(4)));
  }

  private static void names(Network network, String... names) {
    assertThat(Names.all(network).keySet()).containsExactly(names);
  }

  /** Two cells of one network are told apart, and the same network has the same names. */
  @Test
  void namesOfTensors() {
    names(
        language(),
        "0.table",
        "1.input weights",
        "1.state weights",
        "1.bias",
        "3.input weights",
        "3.state weights",
        "3.bias",
        "3.state bias",
        "5.0.weights",
        "5.0.bias");
    String[] ofBoth = {
      "input weights", "state weights", "bias", "input weights 2", "state weights 2", "bias 2"
    };
    Bidirectional both = Bidirectional.last(lstm(3, 2), lstm(3, 2));
    names(both, ofBoth);
    ModelFile.save(file(), both);
    names(ModelFile.load(file(), DEVICE).network(), ofBoth);
    Translator translator =
        Translator.of(DEVICE, new Translator.Options(4, 5, 3, 2), RandomStreams.of(1));
    assertThat(Names.all(translator)).hasSize(18).containsKeys("table 2", "bias 3", "weights 4");
  }

  /** A cell that reads both ways learns from both, and each of its weights is there once. */
  @Test
  void aCellThatReadsBothWays() {
    LstmCell cell = lstm(3, 2);
    Bidirectional both = Bidirectional.sequences(cell, cell);
    assertThat(both.parameters()).hasSize(3);
    ModelFile.save(file(), both);
    assertThat(ModelFile.load(file(), DEVICE).network().parameters()).hasSize(3);
  }

  /** Where a text was interrupted, it goes on. */
  @Test
  void whatIsCarriedIsInTheFile() {
    Carried carried = new Carried(lstm(3, 2), 2);
    carried.forward(DEVICE.ones(2, 4, 3), Context.training(RandomStreams.of(1)));
    ModelFile.save(file(), carried);
    Network again = ModelFile.load(file(), DEVICE).network();
    assertThat(again.state()).hasSize(2);
    for (int k = 0; k < 2; k++) {
      assertThat(again.state().get(k).value().toArray())
          .isEqualTo(carried.state().get(k).value().toArray())
          .doesNotContain(0.0);
    }
  }

  /** A file with some of its description exchanged. */
  private void refuses(Network network, String some, String other, String message) {
    ModelFile.save(file(), network);
    Safetensors read = Safetensors.read(file());
    Map<String, String> metadata = new LinkedHashMap<>(read.metadata());
    String model = metadata.get("model");
    assertThat(model).contains(some.replace('\'', '"'));
    metadata.put("model", model.replace(some.replace('\'', '"'), other.replace('\'', '"')));
    new Safetensors(read.arrays(), metadata).write(file());
    assertThatThrownBy(() -> ModelFile.load(file(), DEVICE))
        .isInstanceOf(DataException.class)
        .hasMessage(file() + " has a bad description: " + message);
  }

  @Test
  void filesThatLie() {
    Layer layer = Recurrent.last(lstm(3, 2));
    refuses(
        layer, "'lstmCell'", "'cell'", "model.cell.kind should be a recurrent cell, got \"cell\"");
    refuses(layer, "'recurrent'", "'cell'", "model.kind should be a network, got \"cell\"");
    refuses(
        layer,
        "'lstmCell'",
        "'twofold.rnn.cell.LstmCell'",
        "model.cell.kind should be a recurrent cell, got \"twofold.rnn.cell.LstmCell\"");
    refuses(
        layer,
        "'lstmCell'",
        "'simpleRnnCell'",
        "model.cell: SimpleRnnCell needs state weights of shape (2, 2), got (2, 8)");
    refuses(
        layer,
        "'inputWeights':'input weights'",
        "'inputWeights':'bias'",
        "model.cell: LstmCell needs bias of shape (inputs, 8), got (8)");
    refuses(
        layer,
        "'bias':'bias'",
        "'bias':'state weights'",
        "model.cell: LstmCell needs state weights of shape (8), got (2, 8)");
    refuses(
        Recurrent.last(new GruCell(DEVICE, 3, 2, RandomStreams.of(1))),
        "'stateBias':'state bias'",
        "'stateBias':'bias'",
        "model.cell: GruCell needs bias of shape (2), got (6)");
    refuses(
        Recurrent.last(new PeepholeLstmCell(DEVICE, 3, 2, RandomStreams.of(1))),
        "'peepholes':'peephole weights'",
        "'peepholes':'bias'",
        "model.cell: PeepholeLstmCell needs bias of shape (6), got (8)");
    refuses(
        new Carried(lstm(3, 2), 5),
        "['carried 0','carried 1']",
        "['carried 0']",
        "model: LstmCell 3 → 2 needs a state of 2 part(s) to carry, got 1");
    refuses(
        new Carried(lstm(3, 2), 5),
        "['carried 0','carried 1']",
        "['carried 0','state weights']",
        "model: a carried state needs state weights of shape (5, 2), got (2, 8)");
    refuses(
        language(),
        "'dropout':0.1",
        "'dropout':1.5",
        "model: dropout rate must be in [0, 1), got 1.5");
    refuses(
        language(),
        "'head':{'kind':'dense','weights':'5.0.weights','bias':'5.0.bias'}",
        "'head':{'kind':'dropout','rate':0.5}",
        "model.head should be Dense, got Dropout 0.5");
  }

  /** Files of cells that fit as well as ones with sizes of their own do. */
  @Test
  void parametersOfAnotherSize() {
    Cell small = lstm(3, 2);
    Cell large = lstm(3, 4);
    assertThatThrownBy(() -> new LstmCell(small.inputWeights(), large.stateWeights(), large.bias()))
        .hasMessage("LstmCell needs input weights of shape (inputs, 16), got (3, 8)");
  }

  /** Whoever gives a network one more setting is told that files would not have it. */
  @Test
  void everySettingIsInTheFile() {
    RnnKinds kinds = new RnnKinds();
    List<Kind<?>> all = new ArrayList<>(kinds.layers());
    all.addAll(kinds.networks());
    all.addAll(CellKinds.cells());
    for (Kind<?> kind : all) {
      List<String> settings =
          Stream.of(kind.type(), kind.type().getSuperclass())
              .flatMap(type -> Stream.of(type.getDeclaredFields()))
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .map(Field::getName)
              .filter(name -> !name.equals("gates")) // the kind says how many
              .toList();
      assertThat(kind.fields())
          .as("settings of %s: %s", kind.name(), settings)
          .hasSameSizeAs(settings);
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(20);
  }
}
