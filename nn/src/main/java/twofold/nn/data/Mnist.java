package twofold.nn.data;

import java.nio.file.Path;
import twofold.tensor.io.DataException;

/**
 * The MNIST digits, or any data set in the same four files: Fashion-MNIST, for one, by {@code
 * Mnist.read(folder.resolve("fashion-mnist"))}.
 *
 * <pre>
 *   train-images-idx3-ubyte   (60000, 28, 28)     train-labels-idx1-ubyte   (60000)
 *   t10k-images-idx3-ubyte    (10000, 28, 28)     t10k-labels-idx1-ubyte    (10000)
 * </pre>
 *
 * <p>Each may carry {@code .gz}. Fewer examples are accepted, other image sizes are not. [LeCun,
 * Bottou, Bengio and Haffner, Gradient-based learning applied to document recognition, 1998]
 *
 * @param train what to learn from
 * @param test what to be judged by
 */
public record Mnist(LabelledImages train, LabelledImages test) {

  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  /**
   * Reads the four files from {@code folder/mnist}, or from the folder itself if there is no such.
   *
   * @throws DataException if a file is missing or unsound, or two do not belong together
   */
  public static Mnist read(Path folder) {
    Path place = DataFiles.place(folder, "mnist");
    return new Mnist(read(place, "train"), read(place, "t10k"));
  }

  private static LabelledImages read(Path folder, String part) {
    Path imageFile = DataFiles.find(folder, part + "-images-idx3-ubyte");
    Path labelFile = DataFiles.find(folder, part + "-labels-idx1-ubyte");
    Idx labels = unsignedBytes(labelFile);
    if (labels.rank() != 1) {
      throw new DataException(labelFile + " must have shape (count), got " + labels.shape());
    }
    Idx images = unsignedBytes(imageFile);
    if (images.rank() != 3 || images.dimension(1) != SIDE || images.dimension(2) != SIDE) {
      throw new DataException(
          imageFile + " must have shape (count, 28, 28), got " + images.shape());
    }
    if (images.dimension(0) != labels.dimension(0)) {
      throw new DataException(
          "%s has %d labels, but %s has %d images"
              .formatted(labelFile, labels.dimension(0), imageFile, images.dimension(0)));
    }
    for (int i = 0; i < labels.count(); i++) {
      if (labels.value(i) >= CLASSES) {
        throw new DataException(
            "%s must have labels 0 to 9, got %d at %d"
                .formatted(labelFile, (int) labels.value(i), i));
      }
    }
    return new LabelledImages(SIDE, SIDE, CLASSES, images.shared(), labels.shared());
  }

  private static Idx unsignedBytes(Path file) {
    Idx array = Idx.read(file);
    if (array.type() != Idx.Type.UNSIGNED_BYTE) {
      throw new DataException(file + " must hold UNSIGNED_BYTE, got " + array.type());
    }
    return array;
  }
}
