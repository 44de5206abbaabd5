package twofold.verify.nn;

import static twofold.verify.nn.AnyNetwork.FEATURES;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.Sequential;
import twofold.rnn.attention.AdditiveScore;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.LearnedPositions;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.rnn.attention.RotaryPositions;
import twofold.rnn.attention.ScaledDotScore;
import twofold.rnn.attention.Score;
import twofold.rnn.attention.SinusoidalPositions;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.CoupledLstmCell;
import twofold.rnn.cell.GruCell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.PeepholeLstmCell;
import twofold.rnn.cell.ResetBeforeGruCell;
import twofold.rnn.cell.SimpleRnnCell;
import twofold.rnn.decode.RecurrentLanguage;
import twofold.rnn.layer.Bidirectional;
import twofold.rnn.layer.Carried;
import twofold.rnn.layer.PerStep;
import twofold.rnn.layer.Recurrent;
import twofold.rnn.layer.RecurrentDropout;
import twofold.rnn.transformer.Gpt;
import twofold.rnn.transformer.TransformerDecoderBlock;
import twofold.rnn.transformer.TransformerEncoderBlock;
import twofold.rnn.translate.Translator;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/**
 * Random networks that read sequences, over every kind of layer and cell there is for them.
 *
 * <p>Inside, all ways lead from (batch, time, {@link AnyNetwork#FEATURES}) to the same.
 */
final class AnySequenceNetwork {
  private static final int TOKENS = 5;
  private static final int LONGEST = 3;

  private final Draw draw;
  private final Device<?> device;
  private final int batch;
  private final AnyNetwork ofRows;
  private final int time;

  AnySequenceNetwork(Draw draw, Device<?> device, int batch, AnyNetwork ofRows) {
    this.draw = draw;
    this.device = device;
    this.batch = batch;
    this.ofRows = ofRows;
    time = draw.from(1, LONGEST);
  }

  AnyNetwork.Drawn drawn() {
    return switch (draw.from(0, 8)) {
      case 0 -> {
        Layer reads = draw.chance(0.5) ? recurrent(true) : bidirectional(draw.chance(0.5));
        Tensor lengths = whole(new Shape(batch), 1, time);
        yield new AnyNetwork.Drawn(reads, List.of(sequences(), lengths));
      }
      case 1 -> new AnyNetwork.Drawn(language(), List.of(tokens()));
      case 2 -> new AnyNetwork.Drawn(gpt(), List.of(tokens()));
      case 3 ->
          new AnyNetwork.Drawn(
              translator(), List.of(tokens(), whole(new Shape(batch), 1, time), tokens()));
      case 4 ->
          new AnyNetwork.Drawn(
              new TransformerDecoderBlock(
                  norm(), attention(true), norm(), attention(false), norm(), layer(0)),
              List.of(sequences(), sequences()));
      case 5 -> new AnyNetwork.Drawn(score(FEATURES, FEATURES), List.of(sequences(), sequences()));
      case 6 ->
          new AnyNetwork.Drawn(
              new Sequential(layer(2), recurrent(true), ofRows.layer(1)), List.of(sequences()));
      default -> new AnyNetwork.Drawn(new Sequential(layer(2), layer(2)), List.of(sequences()));
    };
  }

  private Tensor sequences() {
    return draw.normals(new Shape(batch, time, FEATURES)).to(device);
  }

  private Tensor tokens() {
    return whole(new Shape(batch, time), 0, TOKENS - 1);
  }

  private Tensor whole(Shape shape, int least, int most) {
    return draw.tensor(shape, z -> draw.from(least, most)).to(device);
  }

  private Dense dense(int inputs, int outputs) {
    return new Dense(device, inputs, outputs, Initialiser.glorot(), draw.random());
  }

  private Embedding embedding() {
    return new Embedding(device, TOKENS, FEATURES, Initialiser.glorot(), draw.random());
  }

  private LayerNorm norm() {
    return new LayerNorm(device, FEATURES);
  }

  /** With biases and peepholes that are not all alike, as they are before training. */
  private Cell cell(int inputs, int units) {
    Cell cell =
        switch (draw.from(0, 5)) {
          case 0 -> new SimpleRnnCell(device, inputs, units, draw.random());
          case 1 -> new LstmCell(device, inputs, units, draw.random());
          case 2 -> new CoupledLstmCell(device, inputs, units, draw.random());
          case 3 -> new PeepholeLstmCell(device, inputs, units, draw.random());
          case 4 -> new GruCell(device, inputs, units, draw.random());
          default -> new ResetBeforeGruCell(device, inputs, units, draw.random());
        };
    for (Parameter parameter : cell.parameters()) {
      parameter.set(draw.normals(parameter.shape()).toArray());
    }
    return cell;
  }

  /** Any layer of sequences, (batch, time, FEATURES) to the same. */
  private Layer layer(int depth) {
    return switch (draw.from(0, depth == 0 ? 6 : 8)) {
      case 0 -> recurrent(false);
      case 1 -> bidirectional(false);
      case 2 -> new Carried(cell(FEATURES, FEATURES), batch);
      case 3 -> new PerStep(ofRows.layer(depth));
      case 4 -> positions();
      case 5 -> attention(draw.chance(0.5));
      case 6 -> norm();
      case 7 -> block(depth - 1);
      default -> new Sequential(layer(depth - 1), layer(depth - 1));
    };
  }

  private Recurrent recurrent(boolean isOnlyLast) {
    Cell cell = cell(FEATURES, FEATURES);
    return (isOnlyLast ? Recurrent.last(cell) : Recurrent.sequences(cell))
        .withDropout(
            draw.chance(0.5)
                ? RecurrentDropout.NONE
                : new RecurrentDropout(fraction(), fraction(), fraction()));
  }

  /** Of two cells, or of one that reads both ways. */
  private Bidirectional bidirectional(boolean isOnlyLast) {
    Cell forth = cell(FEATURES, FEATURES / 2);
    Cell back = draw.chance(0.3) ? forth : cell(FEATURES, FEATURES / 2);
    return isOnlyLast ? Bidirectional.last(forth, back) : Bidirectional.sequences(forth, back);
  }

  private Layer positions() {
    return draw.chance(0.5)
        ? new SinusoidalPositions(FEATURES)
        : new LearnedPositions(device, LONGEST, FEATURES, Initialiser.he(), draw.random());
  }

  private MultiHeadAttention attention(boolean isCausal) {
    int heads = draw.from(1, 2);
    int width = 2 * heads;
    Layer positions =
        draw.chance(0.5) ? new RotaryPositions(2, draw.from(0, 9)) : Lambda.identity();
    return new MultiHeadAttention(
        dense(FEATURES, width),
        dense(FEATURES, width),
        dense(FEATURES, 3 * heads),
        dense(3 * heads, FEATURES),
        heads,
        isCausal,
        positions);
  }

  private TransformerEncoderBlock block(int depth) {
    return new TransformerEncoderBlock(
        norm(), attention(draw.chance(0.5)), norm(), layer(Math.max(0, depth)));
  }

  private RecurrentLanguage language() {
    List<Cell> cells = new ArrayList<>();
    for (int k = draw.from(1, 3); k > 0; k--) {
      cells.add(cell(FEATURES, FEATURES));
    }
    return new RecurrentLanguage(embedding(), cells, fraction(), dense(FEATURES, TOKENS));
  }

  private Gpt gpt() {
    List<TransformerEncoderBlock> blocks = new ArrayList<>();
    for (int k = draw.from(0, 2); k > 0; k--) {
      blocks.add(block(0));
    }
    Layer norm = draw.chance(0.5) ? norm() : Lambda.identity();
    return new Gpt(embedding(), positions(), blocks, norm, dense(FEATURES, TOKENS));
  }

  private Translator translator() {
    Cell decoder = cell(FEATURES, 3);
    int parts = decoder.start(1).parts().size();
    return new Translator(
        embedding(),
        bidirectional(false),
        dense(FEATURES, 3 * parts),
        embedding(),
        decoder,
        score(3, FEATURES),
        dense(FEATURES + 3, 2),
        dense(2, TOKENS));
  }

  private Score score(int dq, int dk) {
    return switch (draw.from(0, dq == dk ? 3 : 1)) {
      case 0 -> new AdditiveScore(device, dq, dk, 2, he(), draw.random());
      case 1 -> new BilinearScore(device, dq, dk, he(), draw.random());
      case 2 -> new DotScore();
      default -> new ScaledDotScore();
    };
  }

  private static Initialiser he() {
    return Initialiser.he();
  }

  private double fraction() {
    return draw.random().nextDouble(0.01, 0.9);
  }
}
