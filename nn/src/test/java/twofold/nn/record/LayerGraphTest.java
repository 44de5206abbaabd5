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
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Merge;
import twofold.nn.layer.Network;
import twofold.nn.layer.Sequential;
import twofold.tensor.Device;

/** Models as graphs, in the eyes of Protocol Buffers' own parser. */
class LayerGraphTest {
  private static Dense dense(int in, int out) {
    return new Dense(Device.reference(), in, out, Initialiser.glorot(), RandomStreams.of(1));
  }

  private static List<DynamicMessage> nodes(Network model) {
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
  private static List<String> lines(Network model) {
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

  /** Two ways in, one layer on both, two ways out: every node and every edge, and no other. */
  @Test
  void severalInputsAndOutputsAndALayerOnTwoWays() {
    Dense shared = dense(3, 2);
    Node left = Node.input("left", 3);
    Node right = Node.input("→ right", Node.ANY);
    Node sum = Node.merge(Merge.add(), left.through(shared), right.through("again", shared));
    Node kind = sum.through("kind", new Sequential(dense(2, 4), Activation.relu()));
    Node twice = Node.merge(Merge.multiply(), kind, kind);
    Model model = Model.of(List.of(right, left), List.of(twice, sum));
    assertThat(lines(model))
        .containsExactly(
            "n__right: Placeholder()",
            "left: Placeholder()",
            "0_Dense/weights: Variable()",
            "0_Dense/bias: Variable()",
            "0_Dense/Dense: Dense(left, 0_Dense/weights, 0_Dense/bias)",
            "0_Dense/again: Dense(n__right, 0_Dense/weights, 0_Dense/bias)",
            "merge: Merge(0_Dense/Dense, 0_Dense/again)",
            "1_kind/0_Dense/weights: Variable()",
            "1_kind/0_Dense/bias: Variable()",
            "1_kind/0_Dense: Dense(merge, 1_kind/0_Dense/weights, 1_kind/0_Dense/bias)",
            "1_kind/1_ReLU: ReLU(1_kind/0_Dense)",
            "merge_2: Merge(1_kind/1_ReLU, 1_kind/1_ReLU)",
            "output_0: Identity(merge_2)",
            "output_1: Identity(merge)");
    assertThat(attributes(nodes(model).get(0)).get("note")).isEqualTo("(batch, any)");
    assertThat(attributes(nodes(model).get(12)).get("note")).isEqualTo("merge");
  }

  /** A layer made of layers, used again on its own result; and a name that is taken. */
  @Test
  void aWholeChainIsUsedTwice() {
    Sequential chain = new Sequential(dense(2, 2), dense(2, 2));
    Node x = Node.input("output_0", 2);
    assertThat(lines(Model.of(List.of(x), List.of(x.through(chain, chain)))))
        .containsExactly(
            "output_0: Placeholder()",
            "0_Sequential/weights: Variable()",
            "0_Sequential/bias: Variable()",
            "0_Sequential/weights_2: Variable()",
            "0_Sequential/bias_2: Variable()",
            "0_Sequential/Sequential/0_Dense: "
                + "Dense(output_0, 0_Sequential/weights, 0_Sequential/bias)",
            "0_Sequential/Sequential/1_Dense: Dense(0_Sequential/Sequential/0_Dense, "
                + "0_Sequential/weights_2, 0_Sequential/bias_2)",
            "0_Sequential/Sequential_2/0_Dense: Dense(0_Sequential/Sequential/1_Dense, "
                + "0_Sequential/weights, 0_Sequential/bias)",
            "0_Sequential/Sequential_2/1_Dense: Dense(0_Sequential/Sequential_2/0_Dense, "
                + "0_Sequential/weights_2, 0_Sequential/bias_2)",
            "output_0_2: Identity(0_Sequential/Sequential_2/1_Dense)");
  }

  /** A graph that is a layer: its inside is shown, wherever it is. */
  @Test
  void aGraphInAChain() {
    Node x = Node.input("x", 2);
    Node loop = Node.merge("around", Merge.add(), x, x.through(Activation.relu()));
    assertThat(lines(new Sequential(Model.of(x, loop))))
        .containsExactly(
            "input: Placeholder()",
            "0_OneToOne/0_ReLU: ReLU(input)",
            "0_OneToOne/around: Merge(input, 0_OneToOne/0_ReLU)");
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
