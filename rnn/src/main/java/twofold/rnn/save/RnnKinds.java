package twofold.rnn.save;

import static twofold.nn.save.Kind.field;
import static twofold.nn.save.Kind.number;
import static twofold.nn.save.Kind.tensor;
import static twofold.nn.save.Kind.whole;
import static twofold.nn.save.LayerKinds.LAYER;
import static twofold.nn.save.Value.FLAG;
import static twofold.nn.save.Value.PARAMETER;
import static twofold.nn.save.Value.list;
import static twofold.rnn.save.CellKinds.CELL;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.save.Kind;
import twofold.nn.save.Kinds;
import twofold.nn.save.Value;
import twofold.rnn.attention.AdditiveScore;
import twofold.rnn.attention.BilinearScore;
import twofold.rnn.attention.DotScore;
import twofold.rnn.attention.LearnedPositions;
import twofold.rnn.attention.MultiHeadAttention;
import twofold.rnn.attention.RotaryPositions;
import twofold.rnn.attention.ScaledDotScore;
import twofold.rnn.attention.Score;
import twofold.rnn.attention.SinusoidalPositions;
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

/** Every network of this module that a file can describe, one entry each. */
public final class RnnKinds implements Kinds.Provider {
  private static final Value<Dense> DENSE = LAYER.only(Dense.class);
  private static final Value<Embedding> EMBEDDING = LAYER.only(Embedding.class);
  private static final Value<MultiHeadAttention> ATTENTION = LAYER.only(MultiHeadAttention.class);
  private static final Kinds<Score> SCORE = new Kinds<>("a score", RnnKinds::scores, Map.of());

  private static final Kind<RecurrentDropout> DROPOUT =
      Kind.of(
          "dropout",
          RecurrentDropout.class,
          number("input", RecurrentDropout::input),
          number("state", RecurrentDropout::state),
          number("output", RecurrentDropout::output),
          RecurrentDropout::new);

  @Override
  public List<Kind<? extends Layer>> layers() {
    return List.of(
        // recurrent
        Kind.of(
            "recurrent",
            Recurrent.class,
            field("cell", CELL, Recurrent::cell),
            field("onlyLast", FLAG, Recurrent::isOnlyLast),
            field("dropout", DROPOUT, Recurrent::dropout),
            (cell, isOnlyLast, dropout) ->
                (isOnlyLast ? Recurrent.last(cell) : Recurrent.sequences(cell))
                    .withDropout(dropout)),
        Kind.of(
            "bidirectional",
            Bidirectional.class,
            field("forth", CELL, Bidirectional::forth),
            field("back", CELL, Bidirectional::back),
            field("onlyLast", FLAG, Bidirectional::isOnlyLast),
            (forth, back, isOnlyLast) ->
                isOnlyLast
                    ? Bidirectional.last(forth, back)
                    : Bidirectional.sequences(forth, back)),
        Kind.of(
            "carried",
            Carried.class,
            field("cell", CELL, Carried::cell),
            field("carried", list(PARAMETER), Carried::state),
            Carried::new),
        Kind.of("perStep", PerStep.class, field("layer", LAYER, PerStep::layer), PerStep::new),
        Kind.of(
            "recurrentLanguage",
            RecurrentLanguage.class,
            field("tokens", EMBEDDING, RecurrentLanguage::tokens),
            field("cells", list(CELL), RecurrentLanguage::cells),
            number("dropout", RecurrentLanguage::dropout),
            field("head", DENSE, RecurrentLanguage::head),
            RecurrentLanguage::new),
        // places
        Kind.of(
            "learnedPositions",
            LearnedPositions.class,
            tensor("table", LearnedPositions::table),
            LearnedPositions::new),
        Kind.of(
            "sinusoidalPositions",
            SinusoidalPositions.class,
            whole("width", SinusoidalPositions::width),
            SinusoidalPositions::new),
        Kind.of(
            "rotaryPositions",
            RotaryPositions.class,
            whole("width", RotaryPositions::width),
            whole("first", RotaryPositions::first),
            RotaryPositions::new),
        // attention
        Kind.of(
            "multiHeadAttention",
            MultiHeadAttention.class,
            field("query", DENSE, MultiHeadAttention::query),
            field("key", DENSE, MultiHeadAttention::key),
            field("value", DENSE, MultiHeadAttention::value),
            field("output", DENSE, MultiHeadAttention::output),
            whole("heads", MultiHeadAttention::heads),
            field("causal", FLAG, MultiHeadAttention::isCausal),
            field("positions", LAYER, MultiHeadAttention::positions),
            MultiHeadAttention::new),
        Kind.of(
            "transformerEncoderBlock",
            TransformerEncoderBlock.class,
            field("norm1", LAYER, TransformerEncoderBlock::norm1),
            field("attention", ATTENTION, TransformerEncoderBlock::attention),
            field("norm2", LAYER, TransformerEncoderBlock::norm2),
            field("mlp", LAYER, TransformerEncoderBlock::mlp),
            TransformerEncoderBlock::new),
        Kind.of(
            "gpt",
            Gpt.class,
            field("tokens", EMBEDDING, Gpt::tokens),
            field("positions", LAYER, Gpt::positions),
            field("blocks", list(LAYER.only(TransformerEncoderBlock.class)), Gpt::blocks),
            field("norm", LAYER, Gpt::norm),
            field("head", DENSE, Gpt::head),
            Gpt::new));
  }

  @Override
  public List<Kind<? extends Network>> networks() {
    List<Kind<? extends Network>> networks = new ArrayList<>(scores());
    networks.add(
        Kind.of(
            "transformerDecoderBlock",
            TransformerDecoderBlock.class,
            field("norm1", LAYER, TransformerDecoderBlock::norm1),
            field("self", ATTENTION, TransformerDecoderBlock::self),
            field("norm2", LAYER, TransformerDecoderBlock::norm2),
            field("cross", ATTENTION, TransformerDecoderBlock::cross),
            field("norm3", LAYER, TransformerDecoderBlock::norm3),
            field("mlp", LAYER, TransformerDecoderBlock::mlp),
            TransformerDecoderBlock::new));
    networks.add(
        Kind.of(
            "translator",
            Translator.class,
            field("sources", EMBEDDING, Translator::sources),
            field("encoder", LAYER.only(Bidirectional.class), Translator::encoder),
            field("bridge", DENSE, Translator::bridge),
            field("targets", EMBEDDING, Translator::targets),
            field("decoder", CELL, Translator::decoder),
            field("score", SCORE, Translator::score),
            field("combine", DENSE, Translator::combine),
            field("head", DENSE, Translator::head),
            Translator::new));
    return networks;
  }

  @Override
  public List<Kinds<?>> parts() {
    return List.of(CELL);
  }

  private static List<Kind<? extends Score>> scores() {
    return List.of(
        Kind.of(
            "additiveScore",
            AdditiveScore.class,
            tensor("ofQuery", AdditiveScore::ofQuery),
            tensor("ofKey", AdditiveScore::ofKey),
            tensor("judge", AdditiveScore::judge),
            AdditiveScore::new),
        Kind.of(
            "bilinearScore",
            BilinearScore.class,
            tensor("weights", BilinearScore::weights),
            BilinearScore::new),
        Kind.of("dotScore", DotScore.class, DotScore::new),
        Kind.of("scaledDotScore", ScaledDotScore.class, ScaledDotScore::new));
  }
}
