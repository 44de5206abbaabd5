package twofold.verify.experiment;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.img;
import static j2html.TagCreator.p;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import twofold.math.RandomStreams;
import twofold.nn.layer.Activation;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Initialiser;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Sequential;
import twofold.nn.loss.BinaryCrossEntropy;
import twofold.nn.optim.Adam;
import twofold.nn.pipeline.Dataset;
import twofold.nn.synthetic.LabelledPoints;
import twofold.nn.synthetic.Moons;
import twofold.nn.train.Objective;
import twofold.nn.train.RowExamples;
import twofold.tensor.Device;

/**
 * The smallest task that can be looked at: two moons in the plane, and the line a network draws
 * between them.
 *
 * <pre>
 *   2 → 16 → tanh → 16 → tanh → 1 logit      Adam with rate 0.01, batch 32, 60 epochs of 1,000 points
 * </pre>
 *
 * The best straight line gets about seven points out of eight right.
 */
final class TwoMoons implements Experiment {
  private static final int TRAIN = 1_000;
  private static final int TEST = 500;
  private static final double NOISE = 0.15;
  private static final int HIDDEN = 16;

  @Override
  public String id() {
    return "moons";
  }

  @Override
  public String title() {
    return "an MLP 2-16-16-1 parts two moons, and shows where; a few seconds";
  }

  @Override
  public Result run(Setting setting) {
    LabelledPoints moons = Moons.draw(TRAIN + TEST, NOISE, setting.seed());
    Dataset<RowExamples.Row> rows = rows(moons);
    Layer model = model(setting.device(), setting.seed());
    int[] held = IntStream.range(TRAIN, TRAIN + TEST).toArray();
    var data =
        new Classification.Data(
            "two moons with noise " + NOISE,
            RowExamples.of(rows.take(TRAIN), 0),
            RowExamples.of(rows.skip(TRAIN), 0),
            List.of("upper", "lower"),
            new Show(new BoundaryPicture(model, setting.device(), moons), held));
    var how =
        new Classification.Recipe(
            Objective.mean(BinaryCrossEntropy::binaryCrossEntropyFromLogits),
            new Adam(0.01),
            60,
            32);
    return new Classification(data, model, how, Map.of()).run(this, setting);
  }

  private static Dataset<RowExamples.Row> rows(LabelledPoints points) {
    return Dataset.range(points.count())
        .map(i -> new RowExamples.Row(points.points()[i], new double[] {points.labels()[i]}));
  }

  private static Layer model(Device<?> device, long seed) {
    var random = RandomStreams.stream(seed, RandomStreams.name("weights"));
    return new Sequential(
        new Dense(device, 2, HIDDEN, Initialiser.glorot(), random),
        Activation.tanh(),
        new Dense(device, HIDDEN, HIDDEN, Initialiser.glorot(), random),
        Activation.tanh(),
        new Dense(device, HIDDEN, 1, Initialiser.glorot(), random));
  }

  /**
   * @param held the numbers of the points of the test
   */
  private record Show(BoundaryPicture picture, int[] held) implements ClassificationPage.Show {

    @Override
    public DomContent overview() {
      return div(
          h2("Where it draws the line"),
          p("Orange: it says upper. Blue: it says lower. Dots: the points held out."),
          TagCreator.figure(img().withSrc(picture.dataUri(held)).withAlt("the plane"))
              .withClass("chart"));
    }

    @Override
    public DomContent figure(int example, String caption) {
      String place = picture.dataUri(held[example]);
      return TagCreator.figure(
              img().withSrc(place).withAlt("point " + example), figcaption(caption))
          .withClass("chart");
    }
  }
}
