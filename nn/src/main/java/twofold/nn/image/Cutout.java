package twofold.nn.image;

import java.util.random.RandomGenerator;

/**
 * Covers a square of the picture at a random place, so that the network cannot rely on one feature
 * alone. [DeVries and Taylor, Improved Regularization of Convolutional Neural Networks with Cutout,
 * 2017; with a random rectangle: Zhong et al., Random Erasing Data Augmentation, AAAI 2020]
 *
 * <p>The square's middle is a pixel of the picture, each as likely as any other; what stands out
 * over the edge covers nothing.
 *
 * @param side of the square in pixels
 * @param value what it is covered with, in all channels
 */
public record Cutout(int side, float value) implements Augmentation {

  public Cutout {
    if (side < 1) {
      throw new IllegalArgumentException("side must be at least 1, got " + side);
    }
  }

  @Override
  public Picture apply(Picture picture, RandomGenerator random) {
    int top = random.nextInt(picture.height()) - side / 2;
    int left = random.nextInt(picture.width()) - side / 2;
    float[] covered = picture.values();
    for (int k = 0; k < picture.channels(); k++) {
      for (int r = Math.max(0, top); r < Math.min(picture.height(), top + side); r++) {
        for (int c = Math.max(0, left); c < Math.min(picture.width(), left + side); c++) {
          covered[(k * picture.height() + r) * picture.width() + c] = value;
        }
      }
    }
    return Picture.wrap(picture.channels(), picture.height(), picture.width(), covered);
  }
}
