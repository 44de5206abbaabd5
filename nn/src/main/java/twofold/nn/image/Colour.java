package twofold.nn.image;

/** From colour to grey and back. */
public final class Colour {
  // How bright red, green and blue look: luma of Recommendation ITU-R BT.601.
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private Colour() {}

  /**
   * How bright a colour looks; a grey picture stays as it is.
   *
   * <pre>
   *   0.299·red + 0.587·green + 0.114·blue
   * </pre>
   *
   * @throws IllegalArgumentException unless there are 1 or 3 channels
   */
  public static Picture grey(Picture picture) {
    if (picture.channels() == 1) {
      return picture;
    }
    require(picture, 3);
    int plane = picture.height() * picture.width();
    float[] p = picture.array();
    float[] grey = new float[plane];
    for (int i = 0; i < plane; i++) {
      grey[i] = (float) (RED * p[i] + GREEN * p[plane + i] + BLUE * p[2 * plane + i]);
    }
    return Picture.wrap(1, picture.height(), picture.width(), grey);
  }

  /**
   * Grey as red, green and blue of the same amount; a coloured picture stays as it is.
   *
   * @throws IllegalArgumentException unless there are 1 or 3 channels
   */
  public static Picture colour(Picture picture) {
    if (picture.channels() == 3) {
      return picture;
    }
    require(picture, 1);
    float[] colours = new float[Math.multiplyExact(3, picture.size())];
    for (int k = 0; k < 3; k++) {
      picture.copy(colours, k * picture.size());
    }
    return Picture.wrap(3, picture.height(), picture.width(), colours);
  }

  private static void require(Picture picture, int channels) {
    if (picture.channels() != channels) {
      throw new IllegalArgumentException("1 or 3 channels are needed, got " + picture);
    }
  }
}
