package twofold.verify.nn;

import java.util.Arrays;
import java.util.List;
import twofold.nn.graph.Model;
import twofold.nn.graph.Node;
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
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Lambda;
import twofold.nn.layer.Layer;
import twofold.nn.layer.LayerNorm;
import twofold.nn.layer.MaxPooling2d;
import twofold.nn.layer.Maxout;
import twofold.nn.layer.Merge;
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
import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.verify.tensor.Draw;

/**
 * Random networks over every kind of layer, nested at random.
 *
 * <p>All ways lead from {@link #FEATURES} numbers to as many: so any layer can follow any other. On
 * the way there may be pictures (channels, 4, 4) and signals.
 */
final class AnyNetwork {
  static final int FEATURES = 4;
  private static final int SIDE = 4;
  private static final int WORDS = 5;

  private final Draw draw;
  private final Device<?> device;

  private AnyNetwork(Draw draw, Device<?> device) {
    this.draw = draw;
    this.device = device;
  }

  /** A network, and a batch that it takes. */
  record Drawn(Network network, List<Tensor> inputs) {}

  static Drawn draw(Draw draw, Device<?> device) {
    AnyNetwork any = new AnyNetwork(draw, device);
    int batch = draw.from(1, 4);
    return switch (draw.from(0, 8)) {
      case 0 -> new Drawn(any.graph(), List.of(any.rows(batch), any.rows(batch)));
      case 1 ->
          new Drawn(
              new Sequential(any.reader(), any.layer(2)),
              List.of(draw.tensor(new Shape(batch, 2), z -> draw.from(0, WORDS - 1)).to(device)));
      case 2, 3, 4 -> new AnySequenceNetwork(draw, device, batch, any).drawn();
      default ->
          new Drawn(
              new Sequential(any.layer(3), any.layer(3), any.layer(3)), List.of(any.rows(batch)));
    };
  }

  private Tensor rows(int batch) {
    return draw.normals(new Shape(batch, FEATURES)).to(device);
  }

  private Dense dense(int inputs, int outputs) {
    return new Dense(device, inputs, outputs, Initialiser.glorot(), draw.random());
  }

  private Layer reader() {
    var table = new Embedding(device, WORDS, 3, Initialiser.glorot(), draw.random());
    return new Sequential(table, new Flatten(), dense(6, FEATURES));
  }

  /** Two inputs, two outputs, a layer at two places, a layer that is a part of two others. */
  private Model graph() {
    Node a = Node.input("a", FEATURES);
    Node b = Node.input("b", draw.chance(0.5) ? FEATURES : Node.ANY);
    Layer shared = layer(1);
    Node left = a.through(shared);
    Node right = b.through(shared, new Sequential(layer(1), shared));
    Node both = Node.merge("both", merge(), left, right);
    Node beside =
        Node.merge(Merge.concat(1), left, b).through("back", dense(2 * FEATURES, FEATURES));
    return draw.chance(0.5)
        ? Model.of(List.of(a, b), List.of(both, beside))
        : Model.of(List.of(b, a), List.of(beside.through(layer(0)), both, a));
  }

  private Merge merge() {
    return draw.chance(0.5) ? Merge.add() : Merge.multiply();
  }

  /** FEATURES numbers to as many. */
  Layer layer(int depth) {
    int some = draw.from(0, depth == 0 ? 13 : 24);
    return switch (some) {
      case 0 -> dense(FEATURES, FEATURES);
      case 1 ->
          new Maxout(device, FEATURES, FEATURES, draw.from(1, 3), Initialiser.he(), draw.random());
      case 2 -> new BatchNorm(device, FEATURES, fraction(), epsilon());
      case 3 -> new LayerNorm(device, new Shape(FEATURES), epsilon());
      case 4 -> new GroupNorm(device, FEATURES, draw.chance(0.5) ? 2 : 4, epsilon());
      case 5, 6 -> oneOf(Activation.Fixed.values()).activation();
      case 7 -> draw.chance(0.5) ? Activation.leakyRelu(fraction()) : Activation.elu(fraction());
      case 8 -> new PRelu(device, FEATURES);
      case 9 -> new RRelu(-fraction(), fraction());
      case 10 -> new Dropout(fraction());
      case 11 -> new SpatialDropout(fraction());
      case 12 -> new GaussianNoise(fraction());
      case 13 -> Lambda.identity();
      case 14 -> new Sequential(layer(depth - 1), layer(depth - 1));
      case 15 -> new Branches(merge(), List.of(layer(depth - 1), layer(depth - 1)));
      case 16 ->
          new Sequential(
              Branches.inception(layer(depth - 1), layer(depth - 1)),
              dense(2 * FEATURES, FEATURES));
      case 17 ->
          new Sequential(
              new Branches(Merge.dot(), List.of(layer(depth - 1), layer(depth - 1))),
              dense(1, FEATURES));
      case 18 ->
          new MixtureOfExperts(dense(FEATURES, 2), List.of(layer(depth - 1), layer(depth - 1)));
      case 19 -> new Ensemble(List.of(layer(depth - 1), layer(depth - 1)), draw.chance(0.5));
      case 20 ->
          new Sequential(
              new DenseBlock(List.of(dense(FEATURES, 2), dense(FEATURES + 2, 1))),
              dense(FEATURES + 3, FEATURES));
      case 21 -> new Sequential(new Antirectifier(), dense(2 * FEATURES, FEATURES));
      case 22 -> graphLayer(depth - 1);
      case 23 -> throughSignals();
      default -> throughPictures(depth - 1);
    };
  }

  private Layer graphLayer(int depth) {
    Layer twice = layer(depth);
    Node x = Node.input("x", FEATURES);
    Node y = x.through(twice).through("again", twice);
    return Model.of(x, Node.merge(merge(), x, y, x.through(layer(depth))));
  }

  private Layer throughSignals() {
    var options = new Conv2d.Options().withPadding(padding(1)).withGroups(draw.from(1, 2));
    return new Sequential(
        dense(FEATURES, 10),
        new Unflatten(new Shape(2, 5)),
        new Convolution1d(device, 2, 4, 3, options, Initialiser.he(), draw.random()),
        new Flatten(),
        dense(20, FEATURES));
  }

  private Layer throughPictures(int depth) {
    int channels = 2 * draw.from(1, 2);
    Layer first = picture(channels);
    Layer second = depth > 0 ? picture(channels) : Lambda.identity();
    return new Sequential(
        dense(FEATURES, channels * SIDE * SIDE),
        new Unflatten(new Shape(channels, SIDE, SIDE)),
        new Sequential(first, second),
        row(channels));
  }

  /** Pictures to rows of features. */
  private Layer row(int channels) {
    return switch (draw.from(0, 3)) {
      case 0 -> new Sequential(new Flatten(), dense(channels * SIDE * SIDE, FEATURES));
      case 1 -> new Sequential(new GlobalMaxPooling2d(), dense(channels, FEATURES));
      case 2 -> new Sequential(new GlobalAveragePooling2d(), dense(channels, FEATURES));
      default -> new Sequential(new SpatialPyramidPooling(1, 3), dense(10 * channels, FEATURES));
    };
  }

  /** Pictures to pictures of the same size. */
  private Layer picture(int channels) {
    MaxPool2d.Options window =
        new MaxPool2d.Options(3)
            .withStride(1)
            .withPadding(draw.chance(0.5) ? Padding.same() : Padding.around(1));
    return switch (draw.from(0, 9)) {
      case 0, 1 -> convolution(channels);
      case 2 -> new BatchNorm(device, channels);
      case 3 -> new LayerNorm(device, channels, SIDE, SIDE);
      case 4 -> GroupNorm.instanceNorm(device, channels);
      case 5 -> new MaxPooling2d(window);
      case 6 -> new AveragePooling2d(window);
      case 7 ->
          new Sequential(new UpSampling2d(2, 3), new MaxPooling2d(new MaxPool2d.Options(2, 3)));
      case 8 -> new SpatialDropout(fraction());
      default ->
          new Sequential(
              new AveragePooling2d(2),
              new TransposedConvolution2d(
                  device,
                  channels,
                  channels,
                  2,
                  2,
                  new Conv2d.Options().withStride(2).withGroups(draw.from(1, 2)),
                  Initialiser.he(),
                  draw.random()));
    };
  }

  /** Two layers over one array of weights, one of them without a bias. */
  private Layer convolution(int channels) {
    int dilation = draw.from(1, 2);
    var options =
        new Conv2d.Options()
            .withDilation(dilation)
            .withPadding(padding(dilation))
            .withGroups(draw.from(1, 2));
    var layer =
        new Convolution2d(
            device, channels, channels, 3, 3, options, Initialiser.he(), draw.random());
    return draw.chance(0.5) ? layer : new Sequential(layer.withoutBias(), layer);
  }

  /** All that keep the size, for a kernel of 3. */
  private Padding padding(int dilation) {
    return draw.chance(0.5) ? Padding.same() : Padding.around(dilation);
  }

  private double fraction() {
    return draw.random().nextDouble(0.01, 0.9);
  }

  private double epsilon() {
    return 1e-3 * fraction();
  }

  private <E> E oneOf(E[] all) {
    return Arrays.asList(all).get(draw.from(0, all.length - 1));
  }
}
