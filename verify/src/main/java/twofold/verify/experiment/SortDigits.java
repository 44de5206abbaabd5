package twofold.verify.experiment;

import twofold.rnn.data.DigitSequences;

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
  private static final int SEQUENCES = 44_000;
  private static final double HELD_OUT = 1.0 / 11;
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
    var pairs =
        DigitSequences.draw(SEQUENCES, 1, LONGEST, setting.seed())
            .holdOut(HELD_OUT, setting.seed());
    var recipe = new Translation.Recipe(32, 64, 8, 64, 0.01);
    return new Translation("generated digits", pairs, recipe).run(this, setting);
  }
}
