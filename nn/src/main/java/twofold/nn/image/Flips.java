package twofold.nn.image;

/** Mirror images. For cats, not for digits: a mirrored 2 is no 2. */
public final class Flips {
  private Flips() {}

  /** Left becomes right. */
  public static Picture horizontal(Picture picture) {
    int width = picture.width();
    return reordered(picture, i -> i - i % width + width - 1 - i % width);
  }

  /** Top becomes bottom. */
  public static Picture vertical(Picture picture) {
    int height = picture.height();
    int width = picture.width();
    return reordered(
        picture,
        i -> {
          int row = i / width % height;
          return i + (height - 1 - 2 * row) * width;
        });
  }

  /** Half of all pictures, left to right. */
  public static Augmentation sometimesHorizontal() {
    return Augmentation.of(Flips::horizontal).sometimes(0.5);
  }

  /** Half of all pictures, top to bottom. */
  public static Augmentation sometimesVertical() {
    return Augmentation.of(Flips::vertical).sometimes(0.5);
  }

  @FunctionalInterface
  private interface Place {
    int of(int i);
  }

  private static Picture reordered(Picture old, Place from) {
    float[] made = new float[old.size()];
    for (int i = 0; i < made.length; i++) {
      made[i] = old.array()[from.of(i)];
    }
    return Picture.wrap(old.channels(), old.height(), old.width(), made);
  }
}
