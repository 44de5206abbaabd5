package twofold.verify.experiment;

import twofold.rnn.data.Dates;

/**
 * Dates as people write them, translated into the one way in which computers do.
 *
 * <pre>
 *   Wednesday, May 3rd, 1979 → 1979-05-03        15 formats, all dates from 1900 to 2099
 *   {@link twofold.rnn.translate.Translator}, 64 units                   no date that is held out was ever seen
 * </pre>
 */
final class DatesToIso implements Experiment {
  private static final int DATES = 12_000;
  private static final double HELD_OUT = 1.0 / 6;

  @Override
  public String id() {
    return "seq2seq-dates";
  }

  @Override
  public String title() {
    return "an encoder and a decoder with attention read dates in many formats";
  }

  @Override
  public Result run(Setting setting) {
    var pairs = Dates.draw(DATES, setting.seed()).holdOut(HELD_OUT, setting.seed());
    var recipe = new Translation.Recipe(32, 64, 4, 64, 0.005);
    return new Translation("generated dates", pairs, recipe).run(this, setting);
  }
}
