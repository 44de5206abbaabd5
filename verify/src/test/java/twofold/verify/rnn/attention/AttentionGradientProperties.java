package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.rnn.attention.AttentionGradient;
import twofold.rnn.attention.Mask;
import twofold.tensor.Device;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.AttentionRules;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/** Theorems about {@code AttentionGradient}. */
class AttentionGradientProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Sequences s = Sequences.draw(draw);
    return of(draw, s, normals(draw, s));
  }

  @Override
  protected Case special(Draw draw) {
    Sequences s = Sequences.draw(draw).with(Mask.none());
    List<Tensor> in = normals(draw, s);
    in.set(0, draw.tensor(s.ofQueries(), z -> 50 * z));
    in.set(3, draw.tensor(s.ofResults(), z -> draw.chance(0.05) ? Double.NaN : z));
    return of(draw, s, in);
  }

  /** Queries, keys, values and what comes back. */
  private static List<Tensor> normals(Draw draw, Sequences s) {
    List<Tensor> in = new ArrayList<>(s.normals(draw));
    in.add(draw.normals(s.ofResults()));
    return in;
  }

  private static Case of(Draw draw, Sequences s, List<Tensor> in) {
    var ofQ = draw.look(3);
    var ofK = draw.look(3);
    var ofV = draw.look(3);
    var ofG = draw.look(3);
    return new Case(
        in,
        x ->
            gradient(
                s,
                List.of(
                    ofQ.apply(x.get(0)),
                    ofK.apply(x.get(1)),
                    ofV.apply(x.get(2)),
                    ofG.apply(x.get(3)))));
  }

  private static Tensor gradient(Sequences s, List<Tensor> in) {
    return new AttentionGradient(in.get(0), in.get(1), in.get(2), in.get(3), s.heads(), s.mask())
        .apply();
  }

  /** The formulas, step by step in tensor operations: within the running errors of both. */
  @Checks("attention-pullback")
  @Property(tries = 60)
  void isTheCompositionOfPrimitives(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw);
    List<Tensor> in = normals(draw, s);
    Rows.agree(AttentionRules.gradient(in, s.heads(), s.mask()), gradient(s, in));
  }

  /** The definition and the fast writings agree on long sequences, in several blocks. */
  @Property(tries = 15)
  void twinsAgreeOnLongSequences(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.drawLarge(draw);
    Twins.agree(of(draw, s, normals(draw, s)));
  }

  @Property(tries = 10)
  void sameBitsForAnyNumberOfThreads(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.drawLarge(draw);
    Twins.sameBitsForAnyNumberOfThreads(of(draw, s, normals(draw, s)));
  }

  /**
   * On every device, to the bit: who does not see a key neither gives nor takes. What comes back at
   * query i changes no gradient of a key or a value it does not see, be it NaN; and a key and a
   * value that it does not see do not change the gradient of the query.
   */
  @Property(tries = 60)
  void whatIsMaskedDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = draw.chance(0.5) ? Sequences.draw(draw) : Sequences.drawLarge(draw);
    List<Tensor> in = normals(draw, s);
    int query = draw.from(0, s.queries() - 1); // of every example
    int key = draw.from(0, s.keys() - 1);
    List<Tensor> others = new ArrayList<>(in);
    others.set(0, withNan(in.get(0), query));
    others.set(3, withNan(in.get(3), query));
    List<Tensor> otherKeys = new ArrayList<>(in);
    otherKeys.set(1, withNan(in.get(1), key));
    otherKeys.set(2, withNan(in.get(2), key));
    for (Device<?> device : Device.all()) {
      double[] expected = there(s, in, device);
      double[] other = there(s, others, device);
      double[] otherKey = there(s, otherKeys, device);
      int[] visible = s.visible();
      for (int b = 0; b < s.batch(); b++) {
        for (int j = visible[b * s.queries() + query]; j < s.keys(); j++) {
          same(part(s, 1, b, j), expected, other);
          same(part(s, 2, b, j), expected, other);
        }
        for (int i = 0; i < s.queries(); i++) {
          if (visible[b * s.queries() + i] <= key) {
            same(part(s, 0, b, i), expected, otherKey);
          }
        }
      }
    }
  }

  private static double[] there(Sequences s, List<Tensor> in, Device<?> device) {
    return gradient(s, in.stream().map(x -> x.to(device)).toList()).toArray();
  }

  private static Tensor withNan(Tensor x, int place) {
    double[] numbers = x.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i / x.dim(2) % x.dim(1) == place ? Double.NaN : numbers[i];
    }
    return x.device().tensor(x.shape(), numbers);
  }

  /** From where to where the gradient of one query, key or value stands. */
  private static int[] part(Sequences s, int which, int b, int place) {
    int ofQueries = s.ofQueries().size();
    int start = which == 0 ? 0 : which == 1 ? ofQueries : ofQueries + s.ofKeys().size();
    int time = which == 0 ? s.queries() : s.keys();
    int numbers = s.heads() * (which == 2 ? s.values() : s.width());
    int from = start + (b * time + place) * numbers;
    return new int[] {from, from + numbers};
  }

  private static void same(int[] part, double[] expected, double[] actual) {
    assertThat(Arrays.copyOfRange(actual, part[0], part[1]))
        .isEqualTo(Arrays.copyOfRange(expected, part[0], part[1]));
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Tensor q = device.zeros(2, 3, 4);
    Tensor k = device.zeros(2, 5, 4);
    Tensor v = device.zeros(2, 5, 6);
    assertThatThrownBy(() -> new AttentionGradient(q, k, v, q, 2, Mask.none()))
        .hasMessage("attentionGradient needs a gradient of shape (2, 3, 6), got (2, 3, 4)");
    assertThatThrownBy(() -> new AttentionGradient(q, v, k, q, 2, Mask.none()))
        .hasMessageContaining("attentionGradient with heads = 2 needs queries")
        .hasMessageContaining("got (2, 3, 4), (2, 5, 6) and (2, 5, 4)");
  }
}
