package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;

/** Models as graphs, in the eyes of Protocol Buffers' own parser. */
class LayerGraphTest {
  private static Dense dense(int in, int out) {
    return new Dense(Device.reference(), in, out, Initialiser.glorot(), RandomStreams.of(1));
  }

  private static List<DynamicMessage> nodes(Layer model) {
    DynamicMessage graph = Published.parse("GraphDef", LayerGraph.of(model).toBytes());
    assertThat(Published.<Integer>get(graph, "versions", "producer")).isPositive();
    List<DynamicMessage> nodes = Published.get(graph, "node");
    List<String> names = nodes.stream().map(n -> Published.<String>get(n, "name")).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(n -> n.matches("[A-Za-z0-9.][A-Za-z0-9_>./]*"));
    for (DynamicMessage node : nodes) {
      assertThat(names).containsAll(Published.<List<String>>get(node, "input"));
    }
    return nodes;
  }

  /** {@code name: op(inputs)}. */
  private static List<String> lines(Layer model) {
    return nodes(model).stream()
        .map(
            node ->
                Published.get(node, "name")
                    + ": "
                    + Published.get(node, "op")
                    + Published.<List<String>>get(node, "input").stream()
                        .collect(Collectors.joining(", ", "(", ")")))
        .toList();
  }

  @Test
  void oneAfterAnother() {
    assertThat(lines(new Sequential(dense(3, 2), Activation.relu(), dense(2, 1))))
        .containsExactly(
            "input: Placeholder()",
            "0_Dense/weights: Variable()",
            "0_Dense/bias: Variable()",
            "0_Dense: Dense(input, 0_Dense/weights, 0_Dense/bias)",
            "1_ReLU: ReLU(0_Dense)",
            "2_Dense/weights: Variable()",
            "2_Dense/bias: Variable()",
            "2_Dense: Dense(1_ReLU, 2_Dense/weights, 2_Dense/bias)");
  }

  @Test
  void branchesMeet() {
    BatchNorm norm = new BatchNorm(Device.reference(), 2);
    assertThat(lines(new Sequential(Branches.residual(new Sequential(norm, Activation.relu())))))
        .containsExactly(
            "input: Placeholder()",
            "0_Branches/0_Sequential/0_BatchNorm/gain: Variable()",
            "0_Branches/0_Sequential/0_BatchNorm/shift: Variable()",
            "0_Branches/0_Sequential/0_BatchNorm/running_mean: Variable()",
            "0_Branches/0_Sequential/0_BatchNorm/running_variance: Variable()",
            "0_Branches/0_Sequential/0_BatchNorm: BatchNorm(input, "
                + "0_Branches/0_Sequential/0_BatchNorm/gain, 0_Branches/0_Sequential/0_BatchNorm/shift, "
                + "0_Branches/0_Sequential/0_BatchNorm/running_mean, "
                + "0_Branches/0_Sequential/0_BatchNorm/running_variance)",
            "0_Branches/0_Sequential/1_ReLU: ReLU(0_Branches/0_Sequential/0_BatchNorm)",
            "0_Branches/1_identity: identity(input)",
            "0_Branches/merge: Merge(0_Branches/0_Sequential/1_ReLU, 0_Branches/1_identity)");
  }

  @Test
  void aLayerByItselfAndOneThatIsUsedTwice() {
    assertThat(lines(dense(1, 1)).get(3))
        .isEqualTo("Dense: Dense(input, Dense/weights, Dense/bias)");
    Dense shared = dense(2, 2);
    assertThat(lines(new Sequential(shared, shared)))
        .contains("1_Dense: Dense(0_Dense, 0_Dense/weights, 0_Dense/bias)");
  }

  @Test
  void whatPeopleReadOfANode() {
    List<DynamicMessage> nodes = nodes(new Sequential(dense(3, 2)));
    assertThat(attributes(nodes.get(1)).get("_output_shapes")).isEqualTo("[3, 2]");
    assertThat(attributes(nodes.get(2)).get("_output_shapes")).isEqualTo("[2]");
    assertThat(attributes(nodes.get(3)).get("note")).isEqualTo("Dense 3 → 2");
  }

  private static Map<String, String> attributes(DynamicMessage node) {
    Map<String, String> attributes = new TreeMap<>();
    for (DynamicMessage entry : Published.<List<DynamicMessage>>get(node, "attr")) {
      DynamicMessage value = Published.get(entry, "value");
      List<DynamicMessage> shapes = Published.get(value, "list", "shape");
      String text =
          shapes.isEmpty()
              ? Published.<ByteString>get(value, "s").toStringUtf8()
              : Published.<List<DynamicMessage>>get(shapes.get(0), "dim").stream()
                  .map(dim -> Published.<Long>get(dim, "size"))
                  .toList()
                  .toString();
      attributes.put(Published.get(entry, "key"), text);
    }
    return attributes;
  }
}
