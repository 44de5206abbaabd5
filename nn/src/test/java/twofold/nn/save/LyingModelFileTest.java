package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.save.SmallDense.BIAS;
import static twofold.nn.save.SmallDense.WEIGHTS;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;

/** Files that lie about the model in them: {@code ModelFile} refuses each in one line. */
class LyingModelFileTest {
  private static final Device<?> DEVICE = Device.cpu();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("net.safetensors");
  }

  @Test
  void filesOfAnotherSort() {
    Weights.save(file(), new Dense(DEVICE, 2, 1, Initialiser.he(), RandomStreams.of(1)));
    assertThatThrownBy(() -> ModelFile.load(file(), DEVICE))
        .isInstanceOf(DataException.class)
        .hasMessage(
            file()
                + " does not describe a model: its metadata should have twofold = 'model 1' and a"
                + " model, got twofold = 'null' and []");
  }

  private static final String DENSE = "{'kind':'dense','weights':'weights','bias':'bias'}";

  /** Of a file with these tensors, and this in its metadata. */
  private void refuses(Map<String, TypedArray> arrays, String model, String message) {
    Map<String, String> metadata = new LinkedHashMap<>(Map.of("twofold", "model 1"));
    metadata.put("model", model.replace('\'', '"'));
    new Safetensors(arrays, metadata).write(file());
    assertThatThrownBy(() -> ModelFile.load(file(), DEVICE))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file() + message)
        .message()
        .doesNotContain("\n");
  }

  private void refuses(String model, String message) {
    refuses(Map.of("weights", WEIGHTS, "bias", BIAS), model, " has a bad description: " + message);
  }

  @Test
  void tensorsThatAreNotThoseOfTheDescription() {
    refuses(
        Map.of("weights", WEIGHTS),
        DENSE,
        " has a bad description: model.bias needs a tensor 'bias' that the file does not have");
    refuses(
        Map.of("weights", WEIGHTS, "bias", BIAS, "slopes", BIAS),
        DENSE,
        " has a tensor of nobody: 'slopes'");
    refuses(
        Map.of("weights", WEIGHTS, "bias", WEIGHTS),
        DENSE,
        " has a bad description: model: a dense layer needs bias of shape (1), got (2, 1)");
    refuses(
        Map.of("weights", WEIGHTS, "bias", TypedArray.ofDoubles(new Shape(1), 3)),
        DENSE,
        " has a bad description: model.bias needs tensor 'bias' of FLOAT32, got FLOAT64");
    refuses(
        Map.of("1.weights", WEIGHTS, "1.bias", BIAS),
        "{'kind':'sequential','layers':[{'kind':'dense','weights':'1.weights','bias':'1.bias'}]}",
        " has a bad description: tensor '0.weights' should be weights(2, 1) of the model, but is"
            + " called otherwise there");
  }

  @Test
  void descriptionsThatAreNone() {
    refuses("", "model should be a network with a kind, got ");
    refuses("{", "model should be JSON: Unexpected end-of-input");
    refuses("[1,2]", "model should be a network with a kind, got [1,2]");
    refuses(
        "{'kind':'java.lang.Runtime'}",
        "model.kind should be a network, got \"java.lang.Runtime\"");
    refuses("{'kind':7}", "model.kind should be a network, got 7");
    refuses("{'kind':'dropout','rate':1.5}", "model: dropout rate must be in [0, 1), got 1.5");
    refuses("{'kind':'dropout','rate':'a'}", "model.rate should be a finite number, got \"a\"");
    refuses(
        "{'kind':'dropout','rate':1e999}",
        "model.rate should be a finite number, got \"Infinity\"");
    refuses("{'kind':'dropout'}", "model should have [rate], got []");
    refuses("{'kind':'dropout','rate':0.5,'seed':1}", "model should have [rate], got [rate, seed]");
    refuses("{'kind':'upSampling2d','down':1e9,'right':1}", "model.down should be a whole number");
    refuses(
        "{'kind':'sequential','layers':[{'kind':'add'}]}",
        "model.layers[0].kind should be a layer");
    refuses(
        "{'kind':'unflatten','example':[1000000000,1000000000]}",
        "model.example: (1000000000, 1000000000) has more than 2³¹ − 1 elements, the most one tensor can hold");
    refuses("{'kind':'sequential','layers':[".repeat(101) + "]}".repeat(101), "… ");
  }

  private static String graph(String nodes, String inputs, String outputs) {
    return "{'kind':'graph','layers':["
        + DENSE
        + "],'nodes':[{'kind':'input','name':'x','dims':[2]},"
        + nodes
        + "],'inputs':["
        + inputs
        + "],'outputs':["
        + outputs
        + "]}";
  }

  @Test
  void graphsThatAreNone() {
    String through = "{'kind':'layer','name':'y','of':0,'layer':0}";
    refuses(
        graph(through.replace("'of':0", "'of':1"), "0", "1"), // a cycle
        "model: expected the number of one of the 1 nodes before, got 1");
    refuses(
        graph(through.replace("'layer':0", "'layer':1"), "0", "1"),
        "model: expected the number of one of 1 layers, got 1");
    refuses(
        graph(through, "0", "7"), "model: expected the number of one of the 2 nodes before, got 7");
    refuses(graph(through, "0", ""), "model: a model needs at least one output, got none");
    refuses(graph(through, "0,0", "1"), "model: input 'x' is given twice");
    refuses(
        graph(through, "0", "0"),
        "model: a plan needs nodes and layers that an output is made of, in the order in which they"
            + " are used, and no others");
    refuses(
        graph(through.replace("'y'", "' '"), "0", "1"),
        "model: a node needs a name that can be read, got ' '");
    refuses(
        graph(through, "0", "0,1").replace("'graph'", "'graphLayer'"),
        "model: a layer has one input and one output, got Model of 'x' to 'x', 'y'");
  }
}
