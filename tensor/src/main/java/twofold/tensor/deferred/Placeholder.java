package twofold.tensor.deferred;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** A node whose tensor is handed in anew with every run: the examples of a batch, say. */
public final class Placeholder extends Node {
  private final int[] dims;

  Placeholder(Graph graph, String name, int... dims) {
    super(graph, name, List.of());
    this.dims = dims.clone();
    for (int dim : dims) {
      if (dim < -1) {
        throw new GraphException(
            "placeholder %s needs extents of 0 or more, or -1 for any, got %s", name, text());
      }
    }
  }

  /** Whether a tensor of this shape may be fed: -1 stands for any extent. */
  boolean accepts(Shape shape) {
    boolean fits = shape.rank() == dims.length;
    for (int axis = 0; fits && axis < dims.length; axis++) {
      fits = dims[axis] == -1 || dims[axis] == shape.dim(axis);
    }
    return fits;
  }

  String text() {
    return Arrays.stream(dims)
        .mapToObj(dim -> dim == -1 ? "any" : Integer.toString(dim))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  Tensor value(List<Tensor> inputs, Run run) {
    return run.fed(this);
  }
}
