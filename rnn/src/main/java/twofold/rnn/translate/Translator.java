package twofold.rnn.translate;

import static twofold.tensor.Concat.concat;
import static twofold.tensor.Index.all;
import static twofold.tensor.Index.range;
import static twofold.tensor.Tanh.tanh;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Network;
import twofold.rnn.attention.Attend;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.attention.Mask;
import twofold.rnn.attention.Score;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.LstmCell;
import twofold.rnn.cell.State;
import twofold.rnn.decode.LanguageModel;
import twofold.rnn.decode.LogProbabilities;
import twofold.rnn.layer.Bidirectional;
import twofold.rnn.layer.Lengths;
import twofold.rnn.layer.PerStep;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Scope;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * Reads one sequence and writes another: an encoder, a decoder, and attention between them.
 *
 * <pre>
 *   k₁ … k_S  = encoder(vectors of the source)         (batch, S, 2·units)   what stands around each place, read both ways
 *   s₀        = tanh(bridge(what each way ended with)) (batch, parts·units)  where the decoder begins
 *   q₁ … q_T  = decoder(vectors of what was given)     (batch, T, units)     from s₀ on
 *
 *   w_tj      = softmaxⱼ score(qₜ, kⱼ)                 over the places of the source; padding has weight 0
 *   cₜ        = Σⱼ w_tj·kⱼ                             what the source says to step t
 *   aₜ        = tanh(combine([cₜ | qₜ]))               (batch, T, units)
 *   zₜ        = head(aₜ)                               (batch, T, target tokens), logits
 *                                                 [Luong, Pham &amp; Manning 2015, eq. 5 to 8, global attention]
 * </pre>
 *
 * <p>Here attention comes <i>after</i> the recurrence: qₜ depends on what was given up to t and on
 * s₀, but on no cₜ. So in training, where the whole target is given [teacher forcing], the decoder
 * is one fused operation, and all steps attend at once. The older way lets cₜ₋₁ into the recurrence
 * [Bahdanau, Cho &amp; Bengio 2015]; each step then has to wait for the attention of the one
 * before.
 *
 * <p>As a network it has three inputs: source tokens (batch, S), their lengths (batch), given
 * tokens (batch, T). As a {@link LanguageModel} it starts from a source that it has read, and
 * carries the decoder's state from token to token. Both are the same function.
 *
 * @param sources a vector for each token of the source
 * @param encoder reads these vectors; used for its sequences and for its ends
 * @param bridge from the ends of the encoder to all parts of the decoder's state
 * @param targets a vector for each token of the target
 * @param decoder reads these vectors
 * @param score compares what the decoder shows with what the encoder has shown
 * @param combine from context and decoder to one vector
 * @param head from this vector to the logits
 */
public record Translator(
    Embedding sources,
    Bidirectional encoder,
    Dense bridge,
    Embedding targets,
    Cell decoder,
    Score score,
    Dense combine,
    Dense head)
    implements Network, LanguageModel<Translator.Reached> {

  /**
   * How large it is to be.
   *
   * @param sourceTokens how many different ones
   * @param targetTokens how many different ones
   * @param features numbers in the vector of a token
   * @param units of the decoder, and of each of the encoder's two cells
   */
  public record Options(int sourceTokens, int targetTokens, int features, int units) {

    public Options {
      if (sourceTokens < 1 || targetTokens < 1 || features < 1 || units < 1) {
        throw new IllegalArgumentException(
            "a translator needs at least 1 source token, target token, feature and unit, got "
                + (sourceTokens + ", " + targetTokens + ", " + features + " and " + units));
      }
    }
  }

  /**
   * What it says when it is told the target.
   *
   * @param logits (batch, T, target tokens)
   * @param weights w (batch, T, S): where each step looked; each row adds up to 1
   */
  public record Told(Tensor logits, Tensor weights) {}

  /**
   * Where decoding stands.
   *
   * @param keys k, of the one source that is translated (1, S, 2·units)
   * @param state of the decoder
   * @param logP of the next token
   * @param weights w of this step: where it looked in the source
   */
  public record Reached(Tensor keys, State state, double[] logP, double[] weights) {}

  /** Of LSTM cells, with the bilinear score; vectors of tokens are standard normal at first. */
  public static Translator of(Device<?> device, Options options, RandomGenerator random) {
    int features = options.features;
    int units = options.units;
    Initialiser vectors = Initialiser.normal(0, 1);
    Initialiser glorot = Initialiser.glorot();
    return new Translator(
        new Embedding(device, options.sourceTokens, features, vectors, random),
        Bidirectional.sequences(
            new LstmCell(device, features, units, random),
            new LstmCell(device, features, units, random)),
        new Dense(device, 2 * units, 2 * units, glorot, random),
        new Embedding(device, options.targetTokens, features, vectors, random),
        new LstmCell(device, features, units, random),
        new BilinearScore(device, units, 2 * units, glorot, random),
        new Dense(device, 3 * units, units, glorot, random),
        new Dense(device, units, options.targetTokens, glorot, random));
  }

  @Override
  public List<Parameter> parameters() {
    return Stream.of(
            Stream.of(sources, encoder, bridge, targets).map(Network::parameters),
            Stream.of(decoder.parameters()),
            Stream.of(score, combine, head).map(Network::parameters))
        .flatMap(parts -> parts)
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Override
  public List<Tensor> forward(List<Tensor> inputs, Context context) {
    if (inputs.size() != 3) {
      throw new ShapeException(
          "%s needs three inputs, source tokens, their lengths and given tokens, got %d",
          this, inputs.size());
    }
    return List.of(tell(inputs.get(0), inputs.get(1), inputs.get(2), context).logits);
  }

  /**
   * What it says after each of the given tokens, and where it looks for it.
   *
   * @param source tokens (batch, S); those after a source's length do not matter
   * @param lengths of the sources (batch), 1 to S
   * @param given tokens (batch, T): a mark for the start, and then the target
   */
  public Told tell(Tensor source, Tensor lengths, Tensor given, Context context) {
    requireTokens(source, given);
    // region tell
    Lengths known = Lengths.of(lengths, source);
    Bidirectional.Both read = encoder.read(sources.forward(source, context), known);
    Tensor vectors = targets.forward(given, context);
    Tensor queries = decoder.read(vectors, start(read.last(), context)).outputs();
    return attend(queries, read.sequences(), Mask.padding(known), context);
    // endregion
  }

  /** Attention, and what is said after it, for all steps at once. */
  private Told attend(Tensor queries, Tensor keys, Mask mask, Context context) {
    // region attend
    Tensor sees = mask.on(keys.device(), keys.dim(0), queries.dim(1), keys.dim(1));
    Attend attended = Attend.attend(score.of(queries, keys), keys, sees);
    Tensor both = concat(List.of(attended.context(), queries), 2);
    Tensor combined = tanh(new PerStep(combine).forward(both, context));
    return new Told(new PerStep(head).forward(combined, context), attended.weights());
    // endregion
  }

  /** s₀. */
  private State start(Tensor last, Context context) {
    Tensor begin = tanh(bridge.forward(last, context));
    List<Tensor> parts = new ArrayList<>();
    for (int from = 0; from < begin.dim(1); from += decoder.units()) {
      parts.add(begin.at(all(), range(from, from + decoder.units())));
    }
    return new State(parts);
  }

  /**
   * Has read a source, and the mark with which the target begins.
   *
   * @param source at least one token
   * @param mark the first token given
   */
  public Reached start(int[] source, int mark) {
    if (source.length == 0) {
      throw new ShapeException("a source must have at least 1 token, got 0");
    }
    Device<?> device = head.weights().value().device();
    try (Scope scope = Scope.open()) {
      double[] tokens = new double[source.length];
      for (int j = 0; j < tokens.length; j++) {
        tokens[j] = source[j];
      }
      Tensor x = device.tensor(new Shape(1, tokens.length), tokens);
      Tensor vectors = sources.forward(x, Context.INFERENCE);
      Bidirectional.Both read = encoder.read(vectors, Lengths.whole(x));
      Tensor keys = scope.keep(read.sequences());
      return next(keys, start(read.last(), Context.INFERENCE), mark, scope);
    }
  }

  @Override
  public double[] logProbabilities(Reached reached) {
    return reached.logP.clone();
  }

  @Override
  public Reached next(Reached reached, int token) {
    try (Scope scope = Scope.open()) {
      return next(reached.keys, reached.state, token, scope);
    }
  }

  private Reached next(Tensor keys, State before, int token, Scope scope) {
    // region next
    Tensor vector = targets.forward(keys.device().vector(token), Context.INFERENCE);
    State after = decoder.step(vector, before);
    Tensor query = after.output().reshape(1, 1, decoder.units());
    Told told = attend(query, keys, Mask.none(), Context.INFERENCE);
    return new Reached(
        keys,
        new State(after.parts().stream().map(scope::keep).toList()),
        LogProbabilities.of(told.logits.toArray()),
        told.weights.toArray());
    // endregion
  }

  private void requireTokens(Tensor source, Tensor given) {
    if (source.rank() != 2
        || given.rank() != 2
        || given.dim(0) != source.dim(0)
        || source.dim(1) == 0
        || given.dim(1) == 0) {
      throw new ShapeException(
          "%s needs source tokens (batch, S) and given tokens (batch, T), both with at least one,"
              + " got %s and %s",
          this, source.shape(), given.shape());
    }
  }

  @Override
  public String toString() {
    return "Translator "
        + (sources.table().shape().dim(0) + " → " + targets.table().shape().dim(0))
        + (" tokens, " + decoder.units() + " units");
  }
}
