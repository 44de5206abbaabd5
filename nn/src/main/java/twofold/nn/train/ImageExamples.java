package twofold.nn.train;

import java.util.Arrays;
import twofold.nn.data.LabelledImages;
import twofold.tensor.Device;
import twofold.tensor.Parallel;
import twofold.tensor.Shape;

/**
 * Labelled images for a network that takes rows of pixels: inputs (batch, channels · rows ·
 * columns) from 0 to 1, targets (batch, classes) with a 1 at the label ("one-hot").
 *
 * <p>Not for use by two threads at a time: the arrays that batches are gathered in are reused.
 */
public final class ImageExamples implements Examples {
  /** Copied by one thread at a time: some microseconds of work. */
  private static final int EXAMPLES_AT_A_TIME = 16;

  private final LabelledImages images;
  private float[] pixels = new float[0];
  private float[] oneHot = new float[0];

  public ImageExamples(LabelledImages images) {
    this.images = images;
  }

  public LabelledImages images() {
    return images;
  }

  @Override
  public int count() {
    return images.count();
  }

  @Override
  public Batch batch(Device<?> device, int[] order, int from, int to) {
    int n = to - from;
    int size = images.size();
    int classes = images.classes();
    if (pixels.length != n * size) {
      pixels = new float[n * size];
      oneHot = new float[n * classes];
    }
    Arrays.fill(oneHot, 0);
    for (int i = 0; i < n; i++) {
      oneHot[i * classes + images.label(order[from + i])] = 1;
    }
    Parallel.ranges(
        n,
        EXAMPLES_AT_A_TIME,
        (first, end) -> {
          for (int i = first; i < end; i++) {
            images.copy(order[from + i], pixels, i * size);
          }
        });
    return new Batch(
        device.tensor(new Shape(n, size), pixels), device.tensor(new Shape(n, classes), oneHot));
  }
}
