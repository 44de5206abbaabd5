package twofold.verify.rnn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.rnn.attention.Attention.attention;
import static twofold.tensor.Concat.concat;
import static twofold.tensor.Gather.gather;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.from;
import static twofold.tensor.Index.range;
import static twofold.tensor.Indices.indices;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.math.RandomStreams;
import twofold.rnn.attention.Attention;
import twofold.rnn.attention.Mask;
import twofold.rnn.layer.Lengths;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Indices;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.Checks;
import twofold.verify.check.Arithmetic;
import twofold.verify.check.AttentionRules;
import twofold.verify.nn.Rows;
import twofold.verify.tensor.Draw;
import twofold.verify.tensor.OperationTheorems;
import twofold.verify.tensor.Twins;

/** Theorems about {@code Attention}. */
class AttentionProperties extends OperationTheorems {

  @Override
  protected Case smooth(Draw draw) {
    Sequences s = Sequences.draw(draw);
    return of(draw, s, s.normals(draw));
  }

  /**
   * NaN and infinities among the values; or scores so far apart that one weight is 1, and NaN among
   * them. Not both: a weight too small for a float is 0 there, and 0·∞ is NaN.
   */
  @Override
  protected Case special(Draw draw) {
    Sequences s = Sequences.draw(draw).with(Mask.none());
    Tensor k = draw.tensor(s.ofKeys(), z -> draw.chance(0.02) ? 0x1p-130 : z);
    if (draw.chance(0.5)) {
      return of(draw, s, List.of(draw.normals(s.ofQueries()), k, draw.specials(s.ofValues())));
    }
    Tensor q = draw.tensor(s.ofQueries(), z -> draw.chance(0.02) ? Double.NaN : 50 * z);
    return of(draw, s, List.of(q, k, draw.normals(s.ofValues())));
  }

  private static Case of(Draw draw, Sequences s, List<Tensor> in) {
    var ofQ = draw.look(3);
    var ofK = draw.look(3);
    var ofV = draw.look(3);
    return new Case(
        in,
        x ->
            attention(
                ofQ.apply(x.get(0)),
                ofK.apply(x.get(1)),
                ofV.apply(x.get(2)),
                s.heads(),
                s.mask()));
  }

  private static Tensor of(Sequences s, List<Tensor> in) {
    return attention(in.get(0), in.get(1), in.get(2), s.heads(), s.mask());
  }

  /**
   * The fused writing is the composition of primitives, and so are its hand-derived gradients, of
   * order 1 and 2 and with respect to each input: within the running errors of both.
   */
  @Checks("attention-scaled")
  @Property(tries = 60)
  void isTheCompositionOfPrimitivesToOrderTwo(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw);
    List<Tensor> in = s.normals(draw);
    Tensor g = draw.normals(s.ofResults());
    List<Tensor> w = in.stream().map(each -> draw.normals(each.shape())).toList();
    Tensor fused = of(s, in);
    Tensor primitive = AttentionRules.attention(in, s.heads(), s.mask());
    Rows.agree(primitive, fused);

    List<Tensor> actual = Gradients.of(fused, g.multiply(fused), in);
    List<Tensor> expected = Gradients.of(primitive, g.multiply(primitive), in);
    for (int i = 0; i < in.size(); i++) {
      Rows.agree(expected.get(i), actual.get(i));
      List<Tensor> second = Gradients.of(actual.get(i), w.get(i), in);
      List<Tensor> wanted = Gradients.of(expected.get(i), w.get(i), in);
      for (int j = 0; j < in.size(); j++) {
        Rows.agree(wanted.get(j), second.get(j));
      }
    }
  }

  /** The definition and the fast writings agree on long sequences, in several blocks. */
  @Property(tries = 15)
  void twinsAgreeOnLongSequences(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.drawLarge(draw);
    Twins.agree(of(draw, s, s.normals(draw)));
  }

  @Property(tries = 10)
  void sameBitsForAnyNumberOfThreads(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.drawLarge(draw);
    Twins.sameBitsForAnyNumberOfThreads(of(draw, s, s.normals(draw)));
  }

  /**
   * Attention sees a set: keys and values in another order change nothing, and queries in another
   * order are answered in that order. Within the running errors: sums are taken in another order.
   */
  @Checks("attention-order")
  @Property(tries = 60)
  void orderDoesNotMatterWithoutAMask(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw).with(Mask.none());
    List<Tensor> in = s.normals(draw);
    Indices ofKeys = indices(RandomStreams.permutation(s.keys(), draw.random()));
    Indices ofQueries = indices(RandomStreams.permutation(s.queries(), draw.random()));
    Tensor moved =
        of(
            s,
            List.of(
                gather(in.get(0), ofQueries, 1),
                gather(in.get(1), ofKeys, 1),
                gather(in.get(2), ofKeys, 1)));
    Rows.agree(gather(of(s, in), ofQueries, 1), moved);
  }

  /**
   * On every device, to the bit: what a query is told does not depend on what it does not see, be
   * it NaN or infinite. With a causal mask: the future never changes the past.
   */
  @Checks("attention-causal")
  @Property(tries = 60)
  void whatIsMaskedDoesNotMatter(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = draw.chance(0.5) ? Sequences.draw(draw) : Sequences.drawLarge(draw);
    List<Tensor> in = s.normals(draw);
    int key = draw.from(0, s.keys() - 1); // from here on everything changes
    Tensor k = changedFrom(in.get(1), key, draw);
    Tensor v = changedFrom(in.get(2), key, draw);
    for (Device<?> device : Device.all()) {
      double[] before = of(s, there(in, device)).toArray();
      double[] after = of(s, there(List.of(in.get(0), k, v), device)).toArray();
      int numbers = s.heads() * s.values();
      int[] visible = s.visible();
      for (int i = 0; i < before.length; i++) {
        if (visible[i / numbers] <= key) {
          assertThat(after[i]).as("%d on %s of %s", i, device, s).isEqualTo(before[i]);
        }
      }
    }
  }

  private static List<Tensor> there(List<Tensor> in, Device<?> device) {
    return in.stream().map(x -> x.to(device)).toList();
  }

  private static Tensor changedFrom(Tensor x, int place, Draw draw) {
    int time = x.dim(1);
    Tensor rest = draw.specials(x.at(all(), from(place)).shape());
    return place == 0
        ? rest
        : concat(List.of(x.at(all(), range(0, place)), rest), 1).reshape(x.dim(0), time, x.dim(2));
  }

  /** A query that sees nothing is told 0, whatever there is. */
  @Property(tries = 30)
  void whoSeesNothingIsToldNothing(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences drawn = Sequences.draw(draw);
    Sequences s = drawn.with(Mask.padding(new int[drawn.batch()]));
    for (Device<?> device : Device.all()) {
      assertThat(of(s, there(s.normals(draw), device)).toArray()).containsOnly(0);
    }
  }

  /** To the bit, on every device: each head by itself gives its part of the result. */
  @Property(tries = 40)
  void headsDoNotSeeEachOther(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw);
    List<Tensor> in = s.normals(draw);
    for (Device<?> device : Device.all()) {
      Tensor together = of(s, there(in, device));
      for (int h = 0; h < s.heads(); h++) {
        Tensor alone =
            attention(
                part(in.get(0), h, s.width()).to(device),
                part(in.get(1), h, s.width()).to(device),
                part(in.get(2), h, s.values()).to(device),
                1,
                s.mask());
        assertThat(part(together, h, s.values()).toArray()).isEqualTo(alone.toArray());
      }
    }
  }

  private static Tensor part(Tensor x, int head, int numbers) {
    return x.at(all(), all(), range(head * numbers, (head + 1) * numbers));
  }

  /** To the bit, in the definition: the last query alone is answered as among all others. */
  @Property(tries = 40)
  void theLastQueriesCanBeAskedAlone(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences drawn = Sequences.draw(draw);
    Mask mask = drawn.queries() <= drawn.keys() ? drawn.mask().andCausal() : drawn.mask();
    Sequences s = drawn.with(mask);
    List<Tensor> in = s.normals(draw);
    int first = draw.from(0, s.queries() - 1);
    Tensor asked = in.get(0).at(all(), from(first));
    Tensor answer = attention(asked, in.get(1), in.get(2), s.heads(), mask);
    assertThat(answer.toArray()).isEqualTo(of(s, in).at(all(), from(first)).toArray());
  }

  /** Rows of weights are probabilities, of what is seen; everything else has exactly 0. */
  @Property(tries = 60)
  void rowsOfWeightsAreProbabilities(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw);
    List<Tensor> in = s.normals(draw);
    double[] p = Attention.weights(in.get(0), in.get(1), s.heads(), s.mask()).toArray();
    int[] visible = s.visible();
    for (int row = 0; row < p.length / s.keys(); row++) {
      int b = row / (s.queries() * s.heads());
      int seen = visible[b * s.queries() + row % s.queries()];
      double sum = 0;
      for (int j = 0; j < s.keys(); j++) {
        double weight = p[row * s.keys() + j];
        sum += weight;
        if (j < seen) {
          assertThat(weight).isBetween(0.0, 1.0);
        } else {
          assertThat(weight).isZero();
        }
      }
      double expected = seen > 0 ? 1 : 0;
      double bound = 2 * Arithmetic.DOUBLE.gamma(seen + 4);
      assertThat(Math.abs(sum - expected)).isLessThanOrEqualTo(bound);
    }
  }

  /** The kernel is the formula: with all values the same, every query is told just that. */
  @Property(tries = 30)
  void equalValuesComeBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Sequences s = Sequences.draw(draw).with(Mask.none());
    List<Tensor> in = new ArrayList<>(s.normals(draw));
    Tensor one = draw.normals(s.ofValues()).at(all(), range(0, 1));
    in.set(2, one.broadcastTo(s.ofValues()));
    Rows.agree(one.broadcastTo(s.ofResults()), of(s, in));
  }

  /**
   * Masked is masked, also where numbers are so large that 100 more or less are nothing to them.
   */
  @Example
  void hugeScoresLetNoMaskedKeyIn() {
    for (Device<?> device : Twins.devices()) {
      for (double sign : new double[] {1, -1}) {
        Tensor q = device.tensor(new Shape(1, 2, 1), 0x1p17, 0x1p17);
        Tensor k = device.tensor(new Shape(1, 2, 1), sign * 0x1p17, sign * 0x1p17);
        Tensor v = device.tensor(new Shape(1, 2, 1), 1.0, 3.0);
        assertThat(attention(q, k, v, 1, Mask.causal()).toArray()).containsExactly(1, 2);
      }
    }
  }

  @Example
  void shapesMustFit() {
    Device<?> device = Device.reference();
    Tensor q = device.zeros(2, 3, 4);
    Tensor v = device.zeros(2, 5, 6);
    assertThatThrownBy(() -> attention(q, device.zeros(2, 5, 6), v, 2, Mask.none()))
        .hasMessage(
            "attention with heads = 2 needs queries (batch, queries, heads·d), keys (batch, keys,"
                + " heads·d) and values (batch, keys, heads·dv), got (2, 3, 4), (2, 5, 6) and"
                + " (2, 5, 6)");
    Tensor k = device.zeros(2, 5, 4);
    assertThatThrownBy(() -> attention(q, k, v, 3, Mask.none())).hasMessageContaining("heads = 3");
    assertThatThrownBy(() -> attention(q, k, v, 0, Mask.none()))
        .hasMessage("attention needs at least 1 head, got 0");
    assertThatThrownBy(() -> attention(k, q, device.zeros(2, 3, 2), 2, Mask.causal()))
        .hasMessage(
            "a causal mask needs at least as many keys as queries, got 5 queries and 3 keys");
    assertThatThrownBy(() -> attention(q, k, v, 2, Mask.padding(5)))
        .hasMessage("a padding mask needs one length for each of 2 examples, got 1");
    assertThatThrownBy(() -> attention(q, k, v, 2, Mask.padding(5, 6)))
        .hasMessage("a length must be at most the 5 keys, got 6");
    assertThatThrownBy(() -> Mask.padding(-1)).hasMessage("lengths must be 0 or more, got -1");
    Lengths lengths = new Lengths(new int[] {5, 1}, 5);
    assertThat(Mask.padding(lengths)).isEqualTo(Mask.padding(5, 1));
  }

  /** No examples, no queries, no keys, no values: results of that shape, 0 where there are any. */
  @Example
  void nothingIsAttendedToNothing() {
    for (Device<?> device : Device.all()) {
      for (int[] n : new int[][] {{0, 2, 3, 2}, {1, 0, 3, 2}, {1, 2, 0, 2}, {1, 2, 3, 0}}) {
        Tensor q = device.zeros(n[0], n[1], 4);
        Tensor k = device.zeros(n[0], n[2], 4);
        Tensor v = device.zeros(n[0], n[2], n[3]);
        Tensor y = attention(q, k, v, 2, Mask.none());
        assertThat(y.shape().dims()).containsExactly(n[0], n[1], n[3]);
        assertThat(y.toArray()).containsOnly(new double[y.size()]);
        for (Tensor gradient : Gradients.of(y, y, List.of(q, k, v))) {
          assertThat(gradient.toArray()).containsOnly(new double[gradient.size()]);
        }
      }
    }
  }
}
