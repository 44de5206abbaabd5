package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Concat;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/** Makes one tensor of several, where ways through a network meet. */
@FunctionalInterface
public interface Merge {

  Tensor of(List<Tensor> parts);

  /** {@code y = x₁ + x₂ + …}, all of one shape. */
  static Merge add() {
    return new Add();
  }

  /** {@code y = x₁∘x₂∘…}, element by element, all of one shape. */
  static Merge multiply() {
    return new Multiply();
  }

  /** One after the other along an axis; axis 1 for channels and features. */
  static Merge concat(int axis) {
    return new Concatenate(axis);
  }

  /** {@code yᵢ = ⟨aᵢ, bᵢ⟩} of two matrices (batch, features): (batch, 1). */
  static Merge dot() {
    return new Dot();
  }

  /** See {@link #add}. */
  record Add() implements Merge {
    @Override
    public Tensor of(List<Tensor> parts) {
      requireSame("add", parts);
      return parts.stream().reduce(Tensor::add).orElseThrow();
    }
  }

  /** See {@link #multiply}. */
  record Multiply() implements Merge {
    @Override
    public Tensor of(List<Tensor> parts) {
      requireSame("multiply", parts);
      return parts.stream().reduce(Tensor::multiply).orElseThrow();
    }
  }

  /** See {@link #concat}. */
  record Concatenate(int axis) implements Merge {
    @Override
    public Tensor of(List<Tensor> parts) {
      return Concat.concat(parts, axis);
    }
  }

  /** See {@link #dot}. */
  record Dot() implements Merge {
    @Override
    public Tensor of(List<Tensor> parts) {
      requireSame("dot", parts);
      if (parts.size() != 2 || parts.get(0).rank() != 2) {
        throw new ShapeException(
            "dot needs two parts of shape (batch, features), got %d of %s",
            parts.size(), parts.get(0).shape());
      }
      return parts.get(0).multiply(parts.get(1)).sum(1).reshape(-1, 1);
    }
  }

  private static void requireSame(String merge, List<Tensor> parts) {
    if (parts.isEmpty()) {
      throw new ShapeException("%s needs at least one part, got none", merge);
    }
    for (Tensor part : parts) {
      if (!part.shape().equals(parts.get(0).shape())) {
        throw new ShapeException(
            "%s needs parts of one shape, got %s and %s",
            merge, parts.get(0).shape(), part.shape());
      }
    }
  }
}
