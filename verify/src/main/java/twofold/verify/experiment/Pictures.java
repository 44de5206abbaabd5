package twofold.verify.experiment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import twofold.nn.data.LabelledImages;

/** Images as PNG inside a page. */
final class Pictures {
  private Pictures() {}

  /** Example i, grey or in colour, as a URI that holds the picture itself. */
  static String dataUri(LabelledImages images, int i) {
    boolean grey = images.channels() == 1;
    BufferedImage picture =
        new BufferedImage(
            images.columns(),
            images.rows(),
            grey ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < images.channels(); k++) {
      for (int row = 0; row < images.rows(); row++) {
        for (int column = 0; column < images.columns(); column++) {
          picture.getRaster().setSample(column, row, k, images.pixel(i, k, row, column));
        }
      }
    }
    return dataUri(picture);
  }

  /** A picture as a URI that holds it. */
  static String dataUri(BufferedImage picture) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return dataUri("image/png", png.toByteArray());
  }

  static String dataUri(String type, byte[] content) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
  }
}
