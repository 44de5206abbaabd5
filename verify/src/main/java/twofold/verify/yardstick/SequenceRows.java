package twofold.verify.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import twofold.math.RandomStreams;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.optim.Adam;
import twofold.nn.train.Examples;
import twofold.nn.train.Fit;
import twofold.nn.train.Objective;
import twofold.rnn.attention.LearnedPositions;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.data.SequenceCrossEntropy;
import twofold.rnn.layer.PerStep;
import twofold.rnn.layer.Recurrent;
import twofold.rnn.transformer.Gpt;
import twofold.rnn.transformer.TransformerEncoderBlock;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Whole training steps of models for sequences. */
final class SequenceRows {
  private static final int CHARACTERS = 65;
  private static final int TIME = 64;
  private static final int WIDTH = 128;
  private static final int HEADS = 4;
  private static final int BLOCKS = 4;

  private SequenceRows() {}

  static void time(Yardstick.Rows rows) {
    step(rows, "train char LSTM h256 b32 T64", recurrent(), 32);
    step(rows, "train GPT 4x128 b12 T64", gpt(), 12);
  }

  /** On texts of characters drawn at random, which are also what comes next. */
  private static void step(Yardstick.Rows rows, String name, Layer model, int batch) {
    Fit fit =
        new Fit(
            Device.cpu(),
            model,
            Objective.mean(SequenceCrossEntropy::perToken),
            new Adam(new Adam.Options()));
    Examples.Batch examples = new Examples.Batch(characters(3, batch), characters(4, batch));
    Context context = Context.training(RandomStreams.of(1));
    rows.row(name, () -> fit.step(examples, context));
  }

  private static Tensor characters(long seed, int batch) {
    double[] numbers =
        RandomStreams.of(seed).ints((long) batch * TIME, 0, CHARACTERS).asDoubleStream().toArray();
    return Device.cpu().tensor(new Shape(batch, TIME), numbers);
  }

  private static Layer recurrent() {
    Device<?> device = Device.cpu();
    RandomGenerator random = RandomStreams.of(2);
    return new Sequential(
        new Embedding(device, CHARACTERS, 64, Initialiser.normal(0, 1), random),
        Recurrent.sequences(new LstmCell(device, 64, 256, random)),
        new PerStep(new Dense(device, 256, CHARACTERS, Initialiser.glorot(), random)));
  }

  /** Without a norm at the end. */
  private static Gpt gpt() {
    Device<?> device = Device.cpu();
    RandomGenerator random = RandomStreams.of(2);
    Initialiser normal = Initialiser.normal(0, 0.02);
    List<TransformerEncoderBlock> blocks = new ArrayList<>();
    for (int n = 0; n < BLOCKS; n++) {
      blocks.add(TransformerEncoderBlock.of(device, WIDTH, HEADS, true, normal, normal, random));
    }
    return new Gpt(
        new Embedding(device, CHARACTERS, WIDTH, normal, random),
        new LearnedPositions(device, TIME, WIDTH, normal, random),
        blocks,
        Lambda.identity(),
        new Dense(device, WIDTH, CHARACTERS, normal, random));
  }
}
