package twofold.rnn.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import twofold.math.RandomStreams;
import twofold.nn.train.ArrayExamples;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * Texts, and what is to be made of them: the task of an encoder and a decoder.
 *
 * <pre>
 *   source    May 3rd, 1979                              read by the encoder
 *   given     START 1 9 7 9 - 0 5 - 0 3                  read by the decoder, step by step
 *   target          1 9 7 9 - 0 5 - 0 3 END              what it should say at each step
 * </pre>
 *
 * <p>In training the decoder is given the right token of the step before, whatever it said itself:
 * teacher forcing. [Williams and Zipser 1989; Sutskever, Vinyals and Le 2014]
 *
 * <p>Both vocabularies are {@linkplain CharacterVocabulary#marked marked}. Shorter texts are filled
 * up with PAD at their ends.
 */
public final class SequencePairs {

  /**
   * @param source at least one character
   * @param target what it stands for
   */
  public record Pair(String source, String target) {}

  /**
   * @param train to learn from
   * @param heldOut to be judged by
   */
  public record Split(SequencePairs train, SequencePairs heldOut) {}

  private final List<Pair> pairs;
  private final CharacterVocabulary sources;
  private final CharacterVocabulary targets;
  private final int sourceTime;
  private final int targetTime;

  private SequencePairs(SequencePairs whole, List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
    this.sources = whole.sources;
    this.targets = whole.targets;
    this.sourceTime = whole.sourceTime;
    this.targetTime = whole.targetTime;
  }

  /**
   * @param sources knows all characters of the sources
   * @param targets knows all characters of the targets
   */
  public SequencePairs(List<Pair> pairs, CharacterVocabulary sources, CharacterVocabulary targets) {
    this.pairs = List.copyOf(pairs);
    this.sources = sources;
    this.targets = targets;
    sources.requireMarks();
    targets.requireMarks();
    int longestSource = 0;
    int longestTarget = 0;
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      if (pair.source.isEmpty()) {
        throw new IllegalArgumentException(
            "sources must have at least one character, got none in pair " + i);
      }
      longestSource = Math.max(longestSource, sources.encode(pair.source).length);
      longestTarget = Math.max(longestTarget, targets.encode(pair.target).length);
    }
    this.sourceTime = longestSource;
    this.targetTime = longestTarget + 1;
  }

  public List<Pair> pairs() {
    return pairs;
  }

  public CharacterVocabulary sources() {
    return sources;
  }

  public CharacterVocabulary targets() {
    return targets;
  }

  /** How long sources are with their padding: as the longest one. */
  public int sourceTime() {
    return sourceTime;
  }

  /** How long targets are with their END and their padding. */
  public int targetTime() {
    return targetTime;
  }

  /**
   * Holds out a part, drawn at random: the same for the same seed. A pair that is there several
   * times is on one side only, so nothing that is held out has been seen. Both parts are as long,
   * with padding, as the whole.
   *
   * @param part of the different pairs to hold out, from 0 to 1, rounded to a whole number
   */
  public Split holdOut(double part, long seed) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("the part to hold out must be 0 to 1, got " + part);
    }
    List<Pair> different = new ArrayList<>(new LinkedHashSet<>(pairs));
    int heldOut = (int) Math.round(part * different.size());
    int[] order =
        RandomStreams.permutation(
            different.size(), RandomStreams.stream(seed, RandomStreams.name("held out")));
    Set<Pair> out = new HashSet<>();
    for (int i = 0; i < heldOut; i++) {
      out.add(different.get(order[i]));
    }
    return new Split(
        new SequencePairs(this, pairs.stream().filter(pair -> !out.contains(pair)).toList()),
        new SequencePairs(this, pairs.stream().filter(out::contains).toList()));
  }

  /**
   * For a network with three inputs and one output.
   *
   * <pre>
   *   inputs    sources (pairs, source time)   their lengths (pairs)   given (pairs, target time)
   *   targets   (pairs, target time)
   * </pre>
   */
  public ArrayExamples examples() {
    int n = pairs.size();
    double[] source = new double[n * sourceTime]; // PAD is 0
    double[] lengths = new double[n];
    double[] given = new double[n * targetTime];
    double[] target = new double[n * targetTime];
    for (int i = 0; i < n; i++) {
      int[] read = sources.encode(pairs.get(i).source);
      int[] said = targets.encode(pairs.get(i).target);
      lengths[i] = read.length;
      put(read, source, i * sourceTime);
      given[i * targetTime] = CharacterVocabulary.START;
      put(said, given, i * targetTime + 1);
      put(said, target, i * targetTime);
      target[i * targetTime + said.length] = CharacterVocabulary.END;
    }
    return new ArrayExamples(
        List.of(steps(sourceTime, source), steps(1, lengths).reshape(n), steps(targetTime, given)),
        List.of(steps(targetTime, target)));
  }

  private static void put(int[] tokens, double[] numbers, int at) {
    for (int t = 0; t < tokens.length; t++) {
      numbers[at + t] = tokens[t];
    }
  }

  private Tensor steps(int time, double[] numbers) {
    return Device.reference().tensor(new Shape(pairs.size(), time), numbers);
  }
}
