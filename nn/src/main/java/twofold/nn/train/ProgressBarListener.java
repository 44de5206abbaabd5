package twofold.nn.train;

import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows training to a person: a moving bar on a terminal, one plain line for each epoch elsewhere.
 */
public final class ProgressBarListener implements FitListener {
  private final PrintStream out;
  private final boolean terminal;
  private int epochs;
  private ProgressBar bar;

  /**
   * @param terminal whether {@code out} is a terminal, where a line can be written again
   */
  public ProgressBarListener(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public void epochStarts(int epoch, int epochs, int steps) {
    this.epochs = epochs;
    if (terminal) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch + "/" + epochs)
              .setInitialMax(steps)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(100)
              .setConsumer(new ConsoleProgressBarConsumer(out, 78))
              .clearDisplayOnFinish()
              .build();
    }
  }

  @Override
  public void stepDone(int epoch, int step, double loss) {
    if (bar != null) {
      bar.stepTo(step);
      bar.setExtraMessage(String.format(Locale.ROOT, "loss %.3f", loss));
    }
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    closeBar();
    out.printf(
        Locale.ROOT,
        "epoch %d/%d   %s%s   %.1f s%n",
        epoch.number(),
        epochs,
        text("train", epoch.train()),
        Double.isNaN(epoch.test().loss()) ? "" : "   " + text("test", epoch.test()),
        epoch.seconds());
  }

  /** {@code train loss 0.4831, accuracy 86.12 %, auc 0.9914}. */
  private static String text(String which, Score score) {
    StringBuilder text = new StringBuilder(which);
    text.append(String.format(Locale.ROOT, " loss %.4f", score.loss()));
    score
        .metrics()
        .forEach(
            (name, value) -> {
              boolean isAccuracy = name.equals("accuracy");
              String format = isAccuracy ? ", %s %.2f %%" : ", %s %.4f";
              text.append(
                  String.format(Locale.ROOT, format, name, isAccuracy ? 100 * value : value));
            });
    return text.toString();
  }

  @Override
  public void fitEnds() {
    closeBar();
  }

  private void closeBar() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
