package twofold.tensor.deferred;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import twofold.tensor.Tensor;

/**
 * A number-to-be: what to compute, once somebody runs it.
 *
 * <p>A node is thin. It knows its name, the nodes it reads, and a function from their tensors to
 * its own; that function calls the very operations that are called when nothing is deferred. So
 * nothing is implemented twice, and every operation, also one of your own, is a node by {@link
 * #map} or {@link #with}.
 */
public abstract class Node {
  private final Graph graph;
  private final String name;
  private final List<Node> inputs;
  private final int number;

  Node(Graph graph, String name, List<Node> inputs) {
    for (Node input : inputs) {
      if (input.graph != graph) {
        throw new GraphException(
            "node %s cannot read node %s: it belongs to another graph", name, input.name);
      }
    }
    this.graph = graph;
    this.name = name;
    this.inputs = List.copyOf(inputs);
    this.number = graph.size();
  }

  public Graph graph() {
    return graph;
  }

  /** Unique in its graph: the scopes it was made in, and its own name. */
  public String name() {
    return name;
  }

  /** The nodes whose tensors this one is computed from. */
  public List<Node> inputs() {
    return inputs;
  }

  /** Later nodes have larger numbers: a node always comes after its inputs. */
  int number() {
    return number;
  }

  /** The tensor of this node, from those of its inputs. */
  abstract Tensor value(List<Tensor> inputs, Run run);

  // ---- any operation

  /** The node of a function of this one: {@code x.map("tanh", Tanh::tanh)}. */
  public Node map(String name, UnaryOperator<Tensor> function) {
    return graph.node(name, x -> function.apply(x.get(0)), this);
  }

  /** The node of a function of this one and another. */
  public Node with(Node other, String name, BinaryOperator<Tensor> function) {
    Function<List<Tensor>, Tensor> ofBoth = x -> function.apply(x.get(0), x.get(1));
    return graph.node(name, ofBoth, this, other);
  }

  // ---- the most frequent ones

  public Node add(Node other) {
    return with(other, "add", Tensor::add);
  }

  public Node subtract(Node other) {
    return with(other, "subtract", Tensor::subtract);
  }

  public Node multiply(Node other) {
    return with(other, "multiply", Tensor::multiply);
  }

  public Node multiply(double number) {
    return map("multiply", x -> x.multiply(number));
  }

  public Node divide(Node other) {
    return with(other, "divide", Tensor::divide);
  }

  public Node negate() {
    return map("negate", Tensor::negate);
  }

  public Node matMul(Node other) {
    return with(other, "matMul", Tensor::matMul);
  }

  public Node sum(int... axes) {
    return map("sum", x -> x.sum(axes));
  }

  public Node mean(int... axes) {
    return map("mean", x -> x.mean(axes));
  }

  public Node reshape(int... dims) {
    return map("reshape", x -> x.reshape(dims));
  }

  public Node transpose() {
    return map("transpose", Tensor::transpose);
  }

  @Override
  public String toString() {
    return name;
  }
}
