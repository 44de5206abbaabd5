package twofold.nn.train;

import java.util.Arrays;
import twofold.nn.data.LabelledImages;
import twofold.tensor.Device;
import twofold.tensor.Shape;

/**
 * Labelled images for a network that takes rows of pixels: inputs (batch, pixels) from 0 to 1,
 * targets (batch, classes) with a 1 at the label ("one-hot").
 *
 * <p>Not for use by two threads at a time: the arrays that batches are gathered in are reused.
 */
public final class ImageExamples implements Examples {
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
      int example = order[from + i];
      images.copy(example, pixels, i * size);
      oneHot[i * classes + images.label(example)] = 1;
    }
    return new Batch(
        device.tensor(new Shape(n, size), pixels), device.tensor(new Shape(n, classes), oneHot));
  }
}
