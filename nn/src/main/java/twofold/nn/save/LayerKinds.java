package twofold.nn.save;

import static twofold.nn.save.Kind.field;
import static twofold.nn.save.Kind.number;
import static twofold.nn.save.Kind.tensor;
import static twofold.nn.save.Kind.whole;
import static twofold.nn.save.Value.FLAG;
import static twofold.nn.save.Value.PARAMETER;
import static twofold.nn.save.Value.WHOLE;
import static twofold.nn.save.Value.choice;
import static twofold.nn.save.Value.list;
import static twofold.nn.save.Value.optional;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import twofold.nn.graph.Model;
import twofold.nn.graph.Plan;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Antirectifier;
import twofold.nn.layer.AveragePooling2d;
import twofold.nn.layer.BatchNorm;
import twofold.nn.layer.Branches;
import twofold.nn.layer.Convolution1d;
import twofold.nn.layer.Convolution2d;
import twofold.nn.layer.Dense;
import twofold.nn.layer.DenseBlock;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Flatten;
import twofold.nn.layer.GaussianNoise;
import twofold.nn.layer.GlobalAveragePooling2d;
import twofold.nn.layer.GlobalMaxPooling2d;
import twofold.nn.layer.GroupNorm;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Maxout;
import twofold.nn.layer.MixtureOfExperts;
import twofold.nn.layer.Network;
import twofold.nn.layer.PRelu;
import twofold.nn.layer.RRelu;
import twofold.nn.layer.Sequential;
import twofold.nn.layer.SpatialDropout;
import twofold.nn.layer.SpatialPyramidPooling;
import twofold.nn.layer.TransposedConvolution2d;
import twofold.nn.layer.Unflatten;
import twofold.nn.layer.UpSampling2d;
import twofold.nn.train.Ensemble;
import twofold.tensor.Shape;

/**
 * Every kind of layer that a file can describe, one entry each. A new layer gets its entry here, or
 * in the list that its module {@linkplain Kinds.Provider brings along}; a test finds those that
 * have none.
 *
 * <p>Sizes are nowhere among the settings: they are the shapes of the tensors.
 */
public final class LayerKinds {
  private LayerKinds() {}

  /** Layers, wherever a description has one. */
  public static final Kinds<Layer> LAYER =
      new Kinds<>(
          "a layer",
          LayerKinds::allLayers,
          Map.of(Lambda.class, Kinds.CODE, Activation.class, Kinds.CODE));

  /** What a whole file describes: a layer, or a graph with any number of inputs and outputs. */
  static final Kinds<Network> NETWORK =
      new Kinds<>("a network", LayerKinds::networks, LAYER.without());

  /** Any number of layers. */
  public static final Value<List<Layer>> LAYERS = list(LAYER);

  private static final Value<int[]> EXTENTS =
      list(WHOLE)
          .as(
              extents -> Arrays.stream(extents).boxed().toList(),
              extents -> extents.stream().mapToInt(extent -> extent).toArray());

  private static List<Kind<? extends Layer>> layers() {
    return List.of(
        // region table
        Kind.of(
            "dense",
            Dense.class,
            tensor("weights", Dense::weights),
            tensor("bias", Dense::bias),
            Dense::new),
        Kind.of("dropout", Dropout.class, number("rate", Dropout::rate), Dropout::new),
        // endregion
        // with weights
        Kind.of(
            "convolution1d",
            Convolution1d.class,
            tensor("weights", Convolution1d::weights),
            tensor("bias", Convolution1d::bias),
            field("options", WindowKinds.SLIDING, Convolution1d::options),
            Convolution1d::new),
        Kind.of(
            "convolution2d",
            Convolution2d.class,
            tensor("weights", Convolution2d::weights),
            field("bias", optional(PARAMETER), Convolution2d::bias),
            field("options", WindowKinds.SLIDING, Convolution2d::options),
            Convolution2d::new),
        Kind.of(
            "transposedConvolution2d",
            TransposedConvolution2d.class,
            tensor("weights", TransposedConvolution2d::weights),
            tensor("bias", TransposedConvolution2d::bias),
            field("options", WindowKinds.SLIDING, TransposedConvolution2d::options),
            TransposedConvolution2d::new),
        Kind.of("embedding", Embedding.class, tensor("table", Embedding::table), Embedding::new),
        Kind.of(
            "maxout",
            Maxout.class,
            tensor("weights", maxout -> maxout.sums().weights()),
            tensor("bias", maxout -> maxout.sums().bias()),
            whole("pieces", Maxout::pieces),
            (weights, bias, pieces) -> new Maxout(new Dense(weights, bias), pieces)),
        // normalisation
        Kind.of(
            "batchNorm",
            BatchNorm.class,
            tensor("gain", norm -> norm.parameters().get(0)),
            tensor("shift", norm -> norm.parameters().get(1)),
            tensor("runningMean", norm -> norm.state().get(0)),
            tensor("runningVariance", norm -> norm.state().get(1)),
            number("momentum", BatchNorm::momentum),
            number("epsilon", BatchNorm::epsilon),
            BatchNorm::new),
        Kind.of(
            "layerNorm",
            LayerNorm.class,
            tensor("gain", norm -> norm.parameters().get(0)),
            tensor("shift", norm -> norm.parameters().get(1)),
            number("epsilon", LayerNorm::epsilon),
            LayerNorm::new),
        Kind.of(
            "groupNorm",
            GroupNorm.class,
            tensor("gain", norm -> norm.parameters().get(0)),
            tensor("shift", norm -> norm.parameters().get(1)),
            whole("groups", GroupNorm::groups),
            number("epsilon", GroupNorm::epsilon),
            GroupNorm::new),
        // activations
        Kind.of(
            "activation",
            Activation.class,
            choiceOfFunction(),
            activation -> fixed(activation),
            Activation.Fixed::activation),
        Kind.of(
            "leakyRelu",
            Activation.class,
            Kind.of(
                "function",
                Activation.Leaky.class,
                number("slope", Activation.Leaky::slope),
                Activation.Leaky::new),
            activation -> activation.function() instanceof Activation.Leaky f ? f : null,
            f -> Activation.leakyRelu(f.slope())),
        Kind.of(
            "elu",
            Activation.class,
            Kind.of(
                "function",
                Activation.Exponential.class,
                number("alpha", Activation.Exponential::alpha),
                Activation.Exponential::new),
            activation -> activation.function() instanceof Activation.Exponential f ? f : null,
            f -> Activation.elu(f.alpha())),
        Kind.of("antirectifier", Antirectifier.class, Antirectifier::new),
        Kind.of("prelu", PRelu.class, tensor("slopes", PRelu::slopes), PRelu::new),
        Kind.of(
            "rrelu",
            RRelu.class,
            number("low", RRelu::low),
            number("high", RRelu::high),
            RRelu::new),
        // chance
        Kind.of(
            "spatialDropout",
            SpatialDropout.class,
            number("rate", SpatialDropout::rate),
            SpatialDropout::new),
        Kind.of(
            "gaussianNoise",
            GaussianNoise.class,
            number("deviation", GaussianNoise::deviation),
            GaussianNoise::new),
        // shapes and windows
        Kind.of("flatten", Flatten.class, Flatten::new),
        Kind.of(
            "unflatten",
            Unflatten.class,
            field("example", EXTENTS.as(Shape::dims, Shape::new), Unflatten::example),
            Unflatten::new),
        Kind.of(
            "maxPooling2d",
            MaxPooling2d.class,
            field("options", WindowKinds.WINDOW, MaxPooling2d::options),
            MaxPooling2d::new),
        Kind.of(
            "averagePooling2d",
            AveragePooling2d.class,
            field("options", WindowKinds.WINDOW, AveragePooling2d::options),
            AveragePooling2d::new),
        Kind.of("globalMaxPooling2d", GlobalMaxPooling2d.class, GlobalMaxPooling2d::new),
        Kind.of(
            "globalAveragePooling2d", GlobalAveragePooling2d.class, GlobalAveragePooling2d::new),
        Kind.of(
            "spatialPyramidPooling",
            SpatialPyramidPooling.class,
            field("levels", EXTENTS, SpatialPyramidPooling::levels),
            SpatialPyramidPooling::new),
        Kind.of(
            "upSampling2d",
            UpSampling2d.class,
            whole("down", UpSampling2d::down),
            whole("right", UpSampling2d::right),
            UpSampling2d::new),
        Kind.of("identity", Lambda.class, Lambda::identity).where(Lambda.identity()::equals),
        // layers made of layers
        Kind.of(
            "sequential",
            Sequential.class,
            field("layers", LAYERS, Sequential::layers),
            Sequential::new),
        Kind.of(
            "branches",
            Branches.class,
            field("merge", GraphKinds.MERGE, Branches::merge),
            field("layers", LAYERS, Branches::layers),
            Branches::new),
        Kind.of(
            "denseBlock",
            DenseBlock.class,
            field("layers", LAYERS, DenseBlock::layers),
            DenseBlock::new),
        Kind.of(
            "mixtureOfExperts",
            MixtureOfExperts.class,
            field("gate", LAYER, MixtureOfExperts::gate),
            field("experts", LAYERS, MixtureOfExperts::experts),
            MixtureOfExperts::new),
        Kind.of(
            "ensemble",
            Ensemble.class,
            field("layers", LAYERS, Ensemble::layers),
            field("ofProbabilities", FLAG, ensemble -> ensemble.ofProbabilities()),
            Ensemble::new),
        Kind.of(
            "graphLayer",
            Model.OneToOne.class,
            GraphKinds.PLAN,
            graph -> Plan.of(graph.model()),
            plan -> new Model.OneToOne(plan.model())));
  }

  /** Those below, and those of other modules. */
  private static List<Kind<? extends Layer>> allLayers() {
    List<Kind<? extends Layer>> all = new ArrayList<>(layers());
    Kinds.provided().forEach(module -> all.addAll(module.layers()));
    return all;
  }

  private static List<Kind<? extends Network>> networks() {
    List<Kind<? extends Network>> all = new ArrayList<>(LAYER.all());
    all.add(Kind.of("graph", Model.class, GraphKinds.PLAN, Plan::of, Plan::model));
    Kinds.provided().forEach(module -> all.addAll(module.networks()));
    return all;
  }

  private static Kind<Activation.Fixed> choiceOfFunction() {
    return Kind.of(
        "function",
        Activation.Fixed.class,
        field("function", choice(Activation.Fixed.class), f -> f),
        f -> f);
  }

  /** Its function if it has no settings, and is under its own name. */
  private static Activation.Fixed fixed(Activation activation) {
    return activation.function() instanceof Activation.Fixed f && activation.equals(f.activation())
        ? f
        : null;
  }
}
