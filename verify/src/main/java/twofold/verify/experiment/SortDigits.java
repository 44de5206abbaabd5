package twofold.verify.experiment;

import twofold.rnn.data.DigitSequences;
import twofold.rnn.data.SequencePairs;

/**
 * A network that sorts: digits are read, and written in rising order.
 *
 * <pre>
 *   31415 → 11345        1 to 8 digits
 *   {@link twofold.rnn.translate.Translator}, 64 units
 * </pre>
 *
 * Nobody tells it how to sort, or that this is what it does: it sees sequences and what became of
 * them.
 */
final class SortDigits implements Experiment {
  private static final int SEQUENCES = 40_000;
  private static final double HELD_OUT = 0.1;
  private static final int LONGEST = 8;

  @Override
  public String id() {
    return "sort-digits";
  }

  @Override
  public String title() {
    return "an encoder and a decoder with attention learn to sort digits";
  }

  @Override
  public Result run(Setting setting) {
    var drawn = DigitSequences.draw(SEQUENCES, 1, LONGEST, setting.seed());
    var different = drawn.pairs().stream().distinct().toList(); // there are ten of one digit
    var pairs =
        new SequencePairs(different, drawn.sources(), drawn.targets())
            .holdOut(HELD_OUT, setting.seed());
    var recipe = new Translation.Recipe(32, 64, 4, 64, 0.005);
    return new Translation("generated digits", pairs, recipe).run(this, setting);
  }
}
