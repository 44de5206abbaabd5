package twofold.nn.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Merge;
import twofold.nn.layer.Sequential;
import twofold.nn.save.Names;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Examples of {@code Model}: what it computes, and what it refuses. */
class ModelTest {
  private static final Device<?> DEVICE = Device.reference();

  private final Node pixels = Node.input("pixels", 4);
  private final Node size = Node.input("size", 1);

  private static Dense dense(int inputs, int outputs) {
    return new Dense(DEVICE, inputs, outputs, Initialiser.glorot(), RandomStreams.of(1));
  }

  private static Tensor zeros(int... dims) {
    return DEVICE.zeros(dims);
  }

  @Test
  void namesOfParametersAreThoseOfTheLayersInTheirOrder() {
    Dense first = dense(4, 3);
    Node h = pixels.through(first);
    Node y = Node.merge(Merge.concat(1), h, size).through("answer", dense(4, 2));
    Model model = Model.of(List.of(pixels, size), List.of(y, h));
    assertThat(Names.all(model).keySet())
        .containsExactly("0.weights", "0.bias", "1.weights", "1.bias");
    assertThat(model.parameters()).startsWith(first.weights(), first.bias());
    assertThat(model).hasToString("Model of 'pixels', 'size' to 'answer', 'Dense 4 → 3'");
  }

  /** A layer inside two others is in the list of parameters once, too. */
  @Test
  void everyParameterIsThereOnce() {
    Dense shared = dense(4, 4);
    Node y =
        Node.merge(
            Merge.add(),
            pixels.through(new Sequential(shared, Activation.relu())),
            pixels.through(new Sequential(shared, Activation.tanh())));
    assertThat(Model.of(pixels, y).parameters()).containsExactly(shared.weights(), shared.bias());
    assertThat(new Sequential(shared, shared).parameters())
        .containsExactly(shared.weights(), shared.bias());
  }

  @Test
  void whatIsNotFed() {
    Node y = Node.merge("sum", Merge.add(), pixels.through(dense(4, 1)), size);
    assertThatThrownBy(() -> Model.of(pixels, y))
        .hasMessage(
            "the outputs 'sum' need input 'size', which is not among the model's inputs 'pixels'");
    assertThatThrownBy(() -> Model.of(List.of(pixels, size), List.of(pixels.through(dense(4, 1)))))
        .hasMessage("input 'size' leads to none of the outputs 'Dense 4 → 1'");
    assertThatThrownBy(() -> Model.of(List.of(pixels, pixels), List.of(pixels)))
        .hasMessage("input 'pixels' is given twice");
    assertThatThrownBy(() -> Model.of(y, y))
        .hasMessage(
            "node 'sum' of 'Dense 4 → 1', 'size' cannot be fed;"
                + " the inputs of a model are made by Node.input");
    assertThatThrownBy(() -> Model.of(List.of(pixels), List.of()))
        .hasMessage("a model needs at least one output, got none");
  }

  @Test
  void whatDoesNotFit() {
    Node h = pixels.through("hidden", dense(4, 3)).through("answer", dense(2, 1));
    Layer model = Model.of(pixels, h);
    assertThatThrownBy(() -> model.forward(zeros(5, 4), Context.INFERENCE))
        .isInstanceOf(ShapeException.class)
        .hasMessage(
            "node 'answer' of 'hidden': Dense 2 → 1 needs inputs of shape (batch, 2), got (5, 3)");
    assertThatThrownBy(() -> model.forward(zeros(5, 3), Context.INFERENCE))
        .hasMessage("input 'pixels' needs shape (batch, 4), got (5, 3)");
    Node sum = Node.merge("sum", Merge.add(), pixels, size);
    Model both = Model.of(List.of(pixels, size), List.of(sum));
    assertThatThrownBy(() -> both.forward(List.of(zeros(5, 4), zeros(5, 1)), Context.INFERENCE))
        .hasMessage(
            "node 'sum' of 'pixels', 'size': add needs parts of one shape, got (5, 4) and (5, 1)");
    assertThatThrownBy(() -> both.forward(List.of(zeros(5, 4), zeros(6, 1)), Context.INFERENCE))
        .hasMessage(
            "all inputs need as many examples as input 'pixels', 5, but input 'size' has 6");
    assertThatThrownBy(() -> both.forward(List.of(zeros(5, 4)), Context.INFERENCE))
        .hasMessage("the model needs 2 inputs, 'pixels', 'size', got 1");
    assertThatThrownBy(() -> dense(4, 1).forward(List.of(zeros(1, 4), zeros(1, 4)), null))
        .hasMessage("Dense 4 → 1 needs one input, got 2");
  }

  @Test
  void extentsThatMayDiffer() {
    Node picture = Node.input("picture", 3, Node.ANY, Node.ANY);
    Layer model = Model.of(picture, picture.through(Activation.relu()));
    assertThat(model.forward(zeros(2, 3, 5, 7), Context.INFERENCE).shape())
        .isEqualTo(new Shape(2, 3, 5, 7));
    assertThatThrownBy(() -> model.forward(zeros(2, 4, 5, 7), Context.INFERENCE))
        .hasMessage("input 'picture' needs shape (batch, 3, any, any), got (2, 4, 5, 7)");
    assertThatThrownBy(() -> Node.input("x", 0))
        .hasMessage("input 'x' needs extents of at least 1, or ANY, got 0");
    assertThatThrownBy(() -> Node.input(" ")).hasMessageStartingWith("a node needs a name");
    assertThatThrownBy(() -> Node.merge(Merge.add()))
        .hasMessage("a merge needs at least one node, got none");
  }

  /** Walking the graph needs no stack of its own depth. */
  @Test
  void deepGraphs() {
    Node node = pixels;
    Layer step = Lambda.identity();
    for (int k = 0; k < 100_000; k++) {
      node = node.through("step", step);
    }
    assertThat(Model.of(pixels, node).forward(zeros(1, 4), Context.INFERENCE).size()).isEqualTo(4);
  }

  @Test
  void summaries() {
    Layer chain =
        new Sequential(dense(4, 3), new BatchNorm(DEVICE, 3), Activation.relu(), dense(3, 2));
    assertThat(Summary.of(DEVICE, chain, new Shape(4)))
        .hasToString(
            """
            layer               output   parameters
            input               (4)
            Dense 4 → 3         (3)              15
            BatchNorm 3         (3)               6
            ReLU                (3)
            Dense 3 → 2         (2)               8
            and 6 not learned                    29
            """);
    Dense shared = dense(4, 4);
    Node h = pixels.through("hidden", shared).through(new Sequential(Activation.relu(), shared));
    Node y = Node.merge("both", Merge.concat(1), h, size);
    Model model = Model.of(List.of(size, pixels), List.of(y));
    Summary summary = Summary.of(DEVICE, model, new Shape(1), new Shape(4));
    assertThat(summary.parameters()).isEqualTo(20);
    assertThat(summary)
        .hasToString(
            """
                layer                 of     output   parameters
            1   size                         (1)
            2   pixels                       (4)
            3   hidden: Dense 4 → 4   2      (4)              20
            4   ReLU                  3      (4)
            5   Dense 4 → 4           4      (4)
            6   both                  5, 1   (5)
                                                              20
            """);
  }

  /** Names may hold anything; Graphviz reads them all the same. */
  @Test
  void drawings() {
    Node h = pixels.through("say \"h\" \\", dense(4, 1));
    Model model = Model.of(List.of(pixels, size), List.of(Node.merge("sum", Merge.add(), h, size)));
    assertThat(ModelDot.of(model, List.of(zeros(2, 4), zeros(2, 1))))
        .isEqualTo(
            """
            digraph {
              rankdir=BT;
              n0 [label="pixels (2, 4)"];
              n1 [label="size (2, 1)"];
              n2 [label="say \\"h\\" \\\\: Dense 4 → 1 (2, 1)", shape=box];
              n0 -> n2;
              n3 [label="sum (2, 1)", shape=box];
              n2 -> n3;
              n1 -> n3;
            }
            """);
  }
}
