package twofold.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Einstein's notation: a product of tensors written as its indices, and summed over every index
 * that is not in the result.
 *
 * <pre>
 *   "ij,jk->ik"      cᵢₖ = Σⱼ aᵢⱼ bⱼₖ           the matrix product
 *   "bij,bjk->bik"   c_bik = Σⱼ a_bij b_bjk      for a batch
 *   "i,j->ij"        cᵢⱼ = aᵢ bⱼ                 outer product
 *   "ij->ji"         cⱼᵢ = aᵢⱼ                   transpose
 *   "ii->"           c = Σᵢ aᵢᵢ                  trace: a letter twice walks the diagonal
 *   "...ij->...ji"   with any axes before; see {@link EinsumFormula} for all one can write
 *
 *   Two operands. Each letter is one of five kinds, and the product is a batched matrix product:
 *
 *                          in a    in b    in the result
 *     batch   B             x       x       x
 *     left    I             x               x
 *     right   J                     x       x
 *     summed  P             x       x
 *     lonely              only one, and not in the result: summed before anything else
 *
 *     (B, I, P)·(B, P, J) → (B, I, J)         and with no P the product is one element by element
 *
 *   Several operands. From left to right; a letter of a later operand is not summed yet.
 *
 *   Pullback. Those of transpose, reshape, sum and matMul: nothing here is new.
 *   Rounding. |fl(c) − c| ≤ γₙ·Σ|a||b|…, the sum over all that is summed,
 *             n = number of its terms + letters + operands
 * </pre>
 *
 * Why n: a term passes one product for each operand, and for each stage no more additions than the
 * stage has terms; the stages' numbers of terms, multiplied, are the number of all terms, and
 * {@code p + q ≤ p·q + 1} for whole numbers from 1 on.
 *
 * <p>The order of the operands is the order of the work: {@code "ij,jk,k->i"} multiplies two
 * matrices, {@code "k,jk,ij->i"} only matrices with vectors.
 */
public final class Einsum {
  private final Map<Character, Integer> extents;

  private Einsum(Map<Character, Integer> extents) {
    this.extents = extents;
  }

  /** A tensor with a letter for each of its axes. */
  private record Lettered(Tensor x, String letters) {}

  /** The sum of products that the formula says. */
  public static Tensor einsum(String formula, Tensor... operands) {
    List<Shape> shapes = Arrays.stream(operands).map(Tensor::shape).toList();
    EinsumFormula parsed = EinsumFormula.of(formula, shapes);
    Einsum einsum = new Einsum(parsed.extents());
    List<String> inputs = parsed.inputs();
    Lettered product = einsum.prepared(operands[0], inputs.get(0));
    for (int k = 1; k < operands.length; k++) {
      String later = String.join("", inputs.subList(k + 1, inputs.size()));
      Lettered next = einsum.prepared(operands[k], inputs.get(k));
      product = einsum.times(product, next, parsed.output() + later);
    }
    return inOrder(summed(product, parsed.output()), parsed.output());
  }

  /** Each letter once, and none along which the operand has only one element to repeat. */
  private Lettered prepared(Tensor x, String letters) {
    String kept = where(letters, c -> x.dim(letters.indexOf(c)) == extents.get(c));
    Lettered t = new Lettered(kept.equals(letters) ? x : x.reshape(shape(kept)), kept);
    for (char c : kept.toCharArray()) {
      while (t.letters.indexOf(c) != t.letters.lastIndexOf(c)) {
        t = diagonal(t, c);
      }
    }
    return t;
  }

  /**
   * The diagonal of the first two axes with this letter. In a square matrix read row by row the
   * next element of the diagonal is n + 1 further.
   */
  private Lettered diagonal(Lettered t, char letter) {
    int first = t.letters.indexOf(letter);
    int second = t.letters.indexOf(letter, first + 1);
    int[] rest =
        IntStream.range(0, t.letters.length()).filter(k -> k != first && k != second).toArray();
    String letters =
        IntStream.of(rest)
            .mapToObj(k -> t.letters.substring(k, k + 1))
            .collect(Collectors.joining());
    int n = extents.get(letter);
    Tensor square = t.x.transpose(followedBy(rest, first, second));
    Tensor flat = square.reshape(followedBy(shape(letters).dims(), n * n));
    return new Lettered(flat.at(Index.ellipsis(), Index.all().by(n + 1)), letters + letter);
  }

  /** Two operands, summed over what neither the result nor a later operand wants. */
  private Lettered times(Lettered p, Lettered q, String wanted) {
    Lettered a = summed(p, q.letters + wanted);
    Lettered b = summed(q, p.letters + wanted);
    String batch = where(a.letters, c -> isIn(b.letters, c) && isIn(wanted, c));
    String over = where(a.letters, c -> isIn(b.letters, c) && !isIn(wanted, c));
    String left = where(a.letters, c -> !isIn(b.letters, c));
    String right = where(b.letters, c -> !isIn(a.letters, c));
    int[] matrices = shape(batch).dims();
    int m = shape(left).size();
    int k = shape(over).size();
    int n = shape(right).size();
    Tensor x = inOrder(a, batch + left + over).reshape(followedBy(matrices, m, k));
    Tensor y = inOrder(b, batch + over + right).reshape(followedBy(matrices, k, n));
    Tensor product = over.isEmpty() ? x.multiply(y) : x.matMul(y);
    String letters = batch + left + right;
    return new Lettered(product.reshape(shape(letters)), letters);
  }

  private static Lettered summed(Lettered t, String wanted) {
    int[] lonely =
        IntStream.range(0, t.letters.length())
            .filter(k -> !isIn(wanted, t.letters.charAt(k)))
            .toArray();
    return lonely.length == 0
        ? t
        : new Lettered(t.x.sum(lonely), where(t.letters, c -> isIn(wanted, c)));
  }

  private static Tensor inOrder(Lettered t, String letters) {
    return letters.equals(t.letters)
        ? t.x
        : t.x.transpose(letters.chars().map(t.letters::indexOf).toArray());
  }

  private Shape shape(String letters) {
    return new Shape(letters.chars().map(c -> extents.get((char) c)).toArray());
  }

  private interface Test {
    boolean holds(char letter);
  }

  /** The letters for which it holds, in their order. */
  private static String where(String letters, Test test) {
    return letters
        .chars()
        .filter(c -> test.holds((char) c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static boolean isIn(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  private static int[] followedBy(int[] first, int... then) {
    return IntStream.concat(IntStream.of(first), IntStream.of(then)).toArray();
  }
}
