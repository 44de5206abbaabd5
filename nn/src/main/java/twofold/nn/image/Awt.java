package twofold.nn.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Between pictures and Java's own images.
 *
 * <p>Numbers are taken as they are stored, 0 … 2^bits − 1 scaled to 0 … 1: grey ones of any depth,
 * coloured ones of 8 bits per channel. (Java's own conversion of grey to colour thinks that grey is
 * linear in light and brightens it.) A palette of greys is grey. What is transparent lies on white
 * paper.
 */
public final class Awt {
  private Awt() {}

  /** Grey with one channel, all others with red, green and blue. */
  public static Picture picture(BufferedImage image) {
    ColorModel colours = image.getColorModel();
    if (colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
      return grey(image);
    }
    int[] rgb = new int[image.getWidth() * image.getHeight()];
    image.getRGB(0, 0, image.getWidth(), image.getHeight(), rgb, 0, image.getWidth());
    return colour(rgb, image.getHeight(), image.getWidth(), isGreyPalette(colours) ? 1 : 3);
  }

  private static Picture grey(BufferedImage image) {
    Raster raster = image.getRaster();
    boolean alpha = image.getColorModel().hasAlpha();
    float most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    float[] values = new float[image.getWidth() * image.getHeight()];
    for (int i = 0; i < values.length; i++) {
      int x = i % image.getWidth();
      int y = i / image.getWidth();
      float grey = raster.getSample(x, y, 0) / most;
      values[i] = alpha ? onWhite(grey, raster.getSample(x, y, 1) / most) : grey;
    }
    return Picture.wrap(1, image.getHeight(), image.getWidth(), values);
  }

  private static Picture colour(int[] argb, int height, int width, int channels) {
    int plane = argb.length;
    float[] values = new float[Math.multiplyExact(channels, plane)];
    for (int k = 0; k < channels; k++) {
      int shift = 16 - 8 * k; // red is in bits 16 to 23
      for (int i = 0; i < plane; i++) {
        float value = ((argb[i] >>> shift) & 0xff) / 255f;
        int alpha = argb[i] >>> 24;
        values[k * plane + i] = alpha == 255 ? value : onWhite(value, alpha / 255f);
      }
    }
    return Picture.wrap(channels, height, width, values);
  }

  private static float onWhite(float value, float alpha) {
    return alpha * value + (1 - alpha);
  }

  private static boolean isGreyPalette(ColorModel colours) {
    if (!(colours instanceof IndexColorModel palette)) {
      return false;
    }
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The numbers times 255, rounded; what is not from 0 to 1 becomes 0 or 1.
   *
   * @throws IllegalArgumentException unless the picture has 1 or 3 channels of numbers
   */
  public static BufferedImage image(Picture picture) {
    if (picture.channels() != 1 && picture.channels() != 3) {
      throw new IllegalArgumentException("1 or 3 channels can be shown, got " + picture);
    }
    byte[] bytes = picture.bytes();
    boolean grey = picture.channels() == 1;
    var image =
        new BufferedImage(
            picture.width(),
            picture.height(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    int plane = picture.height() * picture.width();
    for (int i = 0; i < bytes.length; i++) {
      int at = i % plane;
      image
          .getRaster()
          .setSample(at % picture.width(), at / picture.width(), i / plane, bytes[i] & 0xff);
    }
    return image;
  }
}
