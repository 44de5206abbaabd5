package twofold.nn.image;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import twofold.math.RandomStreams;
import twofold.nn.data.LabelledImages;
import twofold.nn.train.Examples;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;

/**
 * Labelled pictures that look different in every epoch: inputs (batch, channels·rows·columns),
 * targets (batch, classes) with a 1 at the label.
 *
 * <pre>
 *   picture i of epoch t = preparation(augmentation(imageᵢ, stream(seed, t, i)))
 * </pre>
 *
 * <p>So a picture depends on seed, epoch and its own number, not on its batch nor on which thread
 * made it. Outside training, as they are before any {@link #epoch epoch}, pictures are only
 * prepared.
 *
 * <p>Not for use by two threads at a time: the arrays that batches are gathered in are reused.
 */
public final class AugmentedExamples implements Examples {
  /** Made by one thread at a time: some ten microseconds of work. */
  private static final int PICTURES_AT_A_TIME = 4;

  private static final long CHANCE = RandomStreams.name("augmentation");

  /** The arrays of a batch, shared by all epochs. */
  private static final class Room {
    private float[] pixels = new float[0];
    private float[] oneHot = new float[0];
  }

  private final LabelledImages images;
  private final Augmentation augmentation;
  private final UnaryOperator<Picture> preparation;
  private final int size;
  private final Room room;

  /** The seed of an epoch, or none outside of training. */
  private final OptionalLong epoch;

  /**
   * @param augmentation what is done to a picture in training, each time anew
   */
  public AugmentedExamples(LabelledImages images, Augmentation augmentation) {
    this(images, augmentation, UnaryOperator.identity());
  }

  private AugmentedExamples(
      LabelledImages images, Augmentation augmentation, UnaryOperator<Picture> preparation) {
    this.images = images;
    this.augmentation = augmentation;
    this.preparation = preparation;
    this.size =
        images.count() == 0 ? images.size() : preparation.apply(Picture.of(images, 0)).size();
    this.room = new Room();
    this.epoch = OptionalLong.empty();
  }

  private AugmentedExamples(AugmentedExamples all, long epoch) {
    this.images = all.images;
    this.augmentation = all.augmentation;
    this.preparation = all.preparation;
    this.size = all.size;
    this.room = all.room;
    this.epoch = OptionalLong.of(epoch);
  }

  /**
   * The same pictures, prepared before the network sees them, in training and outside of it: the
   * test's have to be prepared in the same way.
   */
  public AugmentedExamples prepared(UnaryOperator<Picture> preparation) {
    return new AugmentedExamples(images, augmentation, preparation);
  }

  public LabelledImages images() {
    return images;
  }

  /** Picture i as the network sees it. */
  public Picture picture(int i) {
    Picture picture = Picture.of(images, i);
    if (epoch.isPresent()) {
      picture = augmentation.apply(picture, RandomStreams.stream(epoch.getAsLong(), i));
    }
    return preparation.apply(picture);
  }

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public AugmentedExamples epoch(long seed, int epoch) {
    return new AugmentedExamples(this, RandomStreams.seed(seed, CHANCE, epoch));
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int n = to - from;
    int classes = images.classes();
    if (room.pixels.length != n * size || room.oneHot.length != n * classes) {
      room.pixels = new float[n * size];
      room.oneHot = new float[n * classes];
    }
    Arrays.fill(room.oneHot, 0);
    for (int i = 0; i < n; i++) {
      room.oneHot[i * classes + images.label(order[from + i])] = 1;
    }
    float[] pixels = room.pixels;
    Parallel.ranges(
        n,
        PICTURES_AT_A_TIME,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            copy(picture(order[from + i]), pixels, i * size);
          }
        });
    return new Batch(
        device.tensor(new Shape(n, size), pixels),
        device.tensor(new Shape(n, classes), room.oneHot));
  }

  private void copy(Picture picture, float[] pixels, int offset) {
    if (picture.size() != size) {
      throw new IllegalArgumentException(
          "all pictures of a batch must have %d numbers, got one of %d"
              .formatted(size, picture.size()));
    }
    picture.copy(pixels, offset);
  }
}
