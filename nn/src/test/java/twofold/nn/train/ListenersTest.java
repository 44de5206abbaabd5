package twofold.nn.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.loss.SquaredError;
import twofold.nn.metric.Mean;
import twofold.nn.optim.Sgd;
import twofold.nn.save.Checkpoint;
import twofold.tensor.Device;
import twofold.tensor.io.DataException;

/** Examples of listeners: stopping early, keeping the best, logging. */
class ListenersTest {
  private static final Device<?> DEVICE = Device.reference();

  @TempDir Path folder;

  private final Dense model = new Dense(DEVICE, 1, 1, Initialiser.glorot(), RandomStreams.of(1));

  private static History.Epoch epoch(int number, double loss) {
    Score score = new Score(loss, Map.of("mae", 2 * loss));
    return new History.Epoch(number, new Score(1.0 / number, Map.of("mae", 0.0)), score, 0.5);
  }

  /** Tells a listener of losses until it wants to stop; the number of epochs that takes. */
  private int epochs(FitListener listener, double... losses) {
    int told = 0;
    while (told < losses.length && !listener.wantsToStop()) {
      model.weights().set(told + 1);
      listener.epochDone(epoch(told + 1, losses[told]));
      told++;
    }
    listener.fitEnds();
    return told;
  }

  @Test
  void stopsWhenPatienceIsOverAndPutsBackTheBest() {
    var options = new EarlyStopping.Options().withPatience(1);
    var stopping = new EarlyStopping(model, options);
    assertThat(epochs(stopping, 5, 4, 4.5, 3, 3, 3.5, 1)).isEqualTo(6); // 3 is not better than 3
    assertThat(stopping.bestEpoch()).isEqualTo(4);
    assertThat(model.weights().value().item()).isEqualTo(4);
    assertThat(epochs(new EarlyStopping(model, options.withPatience(0)), 5, 4, 4, 3)).isEqualTo(3);
    assertThat(epochs(new EarlyStopping(model, options), 5, 4, 3, 2)).isEqualTo(4);
    assertThat(epochs(new EarlyStopping(model, options.withMinDelta(1)), 5, 4, 3.5, 2))
        .isEqualTo(4); // 4 is not better than 5 by more than 1; 3.5 is
    assertThat(epochs(new EarlyStopping(model, options.withMinDelta(1)), 5, 4, 4, 2)).isEqualTo(3);
    epochs(new EarlyStopping(model, options.withRestoring(false)), 5, 6, 7, 8);
    assertThat(model.weights().value().item()).isEqualTo(3);
  }

  @Test
  void watchesWhatItIsTold() {
    var options = new EarlyStopping.Options().withPatience(0);
    Watch largest = Watch.largest("mae");
    assertThat(epochs(new EarlyStopping(model, options.withWatch(largest)), 1, 2, 3, 3, 4))
        .isEqualTo(4);
    Watch training = Watch.loss().whileTraining(); // 1/number falls
    assertThat(epochs(new EarlyStopping(model, options.withWatch(training)), 1, 2, 3, 4))
        .isEqualTo(4);
    assertThat(training).hasToString("training loss");
    var wrong = new EarlyStopping(model, options.withWatch(Watch.smallest("f1")));
    assertThatThrownBy(() -> wrong.epochDone(epoch(1, 1)))
        .hasMessage("there is no metric 'f1', only [mae]");
    var none = new EarlyStopping(model, options);
    assertThatThrownBy(() -> none.epochDone(epoch(1, Double.NaN)))
        .hasMessage("test loss is not a number after epoch 1; are there examples for it?");
    assertThatThrownBy(() -> options.withPatience(-1))
        .hasMessage("patience must be from 0 on, got -1");
  }

  @Test
  void onlyTheBestAndOnlySome() {
    List<Integer> best = new ArrayList<>();
    epochs(
        new WhenBest(Watch.loss(), FitListener.afterEachEpoch(e -> best.add(e.number()))),
        5,
        6,
        4,
        4,
        3);
    assertThat(best).containsExactly(1, 3, 5);
    List<Integer> some = new ArrayList<>();
    epochs(
        FitListener.every(2, FitListener.afterEachEpoch(e -> some.add(e.number()))), 1, 1, 1, 1, 1);
    assertThat(some).containsExactly(2, 4);
  }

  /** The states of two listeners do not get mixed up. */
  @Test
  void bothRemember() {
    FitListener one = new EarlyStopping(model, new EarlyStopping.Options().withPatience(1));
    FitListener both = one.and(new WhenBest(Watch.loss(), FitListener.silent()));
    epochs(both, 5, 4, 4.5);
    FitListener again =
        new EarlyStopping(model, new EarlyStopping.Options().withPatience(1))
            .and(new WhenBest(Watch.loss(), FitListener.silent()));
    again.restore(both.state());
    assertThat(again.state().keySet())
        .containsExactly(
            "first.best",
            "first.epoch",
            "first.waited",
            "first.0",
            "first.1",
            "second.best",
            "second.epoch");
    again
        .state()
        .forEach((k, v) -> assertThat(v.toArray()).isEqualTo(both.state().get(k).toArray()));
    assertThat(again.wantsToStop()).isFalse();
    again.epochDone(epoch(4, 4.5));
    assertThat(again.wantsToStop()).isTrue();
    assertThatThrownBy(() -> FitListener.silent().restore(both.state()))
        .hasMessageStartingWith(
            "a listener without memory has nothing to restore, got [first.best");
  }

  private Fit fit() {
    return new Fit(DEVICE, model, Objective.mean(SquaredError::squaredError), new Sgd(0.01))
        .measuring(Mean.absoluteError(), Mean.rootSquaredError());
  }

  private static final ArrayExamples LINE =
      new ArrayExamples(
          DEVICE.matrix(new double[][] {{1}, {2}, {3}}),
          DEVICE.matrix(new double[][] {{2}, {4}, {6}}));

  /** The log has a row for each epoch with what was measured; a resumed run goes on with it. */
  @Test
  void logs() throws IOException {
    Path file = folder.resolve("log.csv");
    History history = fit().run(LINE, LINE, new Fit.Options(3, 2, 1), new CsvLog(file));
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("epoch,loss,mae,rmse,test loss,test mae,test rmse,seconds");
    History.Epoch last = history.last();
    assertThat(lines.get(3))
        .isEqualTo(
            "3,%s,%s,%s,%s,%s,%s,%s"
                .formatted(
                    last.train().loss(),
                    last.train().metric("mae"),
                    last.train().metric("rmse"),
                    last.test().loss(),
                    last.test().metric("mae"),
                    last.test().metric("rmse"),
                    last.seconds()));
    fit().run(LINE, LINE, new Fit.Options(5, 2, 1, 2), new CsvLog(file)); // the third is done again
    List<String> resumed = Files.readAllLines(file);
    assertThat(resumed.subList(0, 3)).isEqualTo(lines.subList(0, 3));
    assertThat(resumed.stream().map(line -> line.substring(0, line.indexOf(','))))
        .containsExactly("epoch", "1", "2", "3", "4", "5");
    fit().run(LINE, LINE, new Fit.Options(1, 2, 1), new CsvLog(file));
    assertThat(Files.readAllLines(file)).hasSize(2); // from the start: a new log
    Files.writeString(file, "something else\n");
    assertThatThrownBy(() -> fit().run(LINE, LINE, new Fit.Options(2, 2, 1, 1), new CsvLog(file)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is the log of something else: its header should be epoch,loss");
  }

  /** What a listener remembers must be asked for when it is loaded. */
  @Test
  void checkpointsKeepWhatListenersRemember() {
    Path file = folder.resolve("a.safetensors");
    Fit.Options options = new Fit.Options(2, 2, 1);
    Sgd sgd = new Sgd(0.01);
    var stopping = new EarlyStopping(model, new EarlyStopping.Options());
    Fit fit = new Fit(DEVICE, model, Objective.mean(SquaredError::squaredError), sgd);
    fit.run(
        LINE,
        LINE,
        options,
        stopping.and(Checkpoint.afterEachEpoch(file, model, sgd, options, stopping)));
    Checkpoint.load(file, model); // the network alone
    assertThatThrownBy(() -> Checkpoint.load(file, model, new Sgd(0.01)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            " does not fit the listener: a listener without memory has nothing to restore");
    var again = new EarlyStopping(model, new EarlyStopping.Options());
    assertThat(Checkpoint.load(file, model, new Sgd(0.01), again).done()).isEqualTo(2);
    assertThat(again.bestEpoch()).isEqualTo(stopping.bestEpoch());
  }

  /** Elsewhere than on a terminal, a line for each epoch: whatever is measured, if there is any. */
  @Test
  void tellsAPerson() {
    var bytes = new ByteArrayOutputStream();
    var listener = new ProgressBarListener(new PrintStream(bytes, true, UTF_8), false);
    listener.epochStarts(2, 3, 10);
    Score score = new Score(0.5, Map.of("accuracy", 0.25));
    listener.epochDone(new History.Epoch(2, score, new Score(1, Map.of("mae", 2.0)), 0.75));
    listener.epochDone(new History.Epoch(3, score, new Score(Double.NaN, Map.of()), 1));
    assertThat(bytes.toString(UTF_8).lines())
        .containsExactly(
            "epoch 2/3   train loss 0.5000, accuracy 25.00 %   test loss 1.0000, mae 2.0000   0.8 s",
            "epoch 3/3   train loss 0.5000, accuracy 25.00 %   1.0 s");
  }
}
