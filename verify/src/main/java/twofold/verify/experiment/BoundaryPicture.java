package twofold.verify.experiment;

import java.awt.image.BufferedImage;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.synthetic.LabelledPoints;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Shape;

/**
 * What a model says about every place of the plane, as colours, and some points in it.
 *
 * @param model gives the logit of class 1 for (x, y)
 * @param points whose surroundings are shown
 */
record BoundaryPicture(Layer model, Device<?> device, LabelledPoints points) {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 210;

  /** What is shown of the plane; moons with their noise have room in it. */
  private static final double LEFT = -1.7;

  private static final double TOP = 1.7;
  private static final double SCALE = 4.4 / WIDTH;

  private static final int[] ORANGE = {240, 140, 60};
  private static final int[] BLUE = {60, 130, 220};
  private static final int[] PALE_ORANGE = {250, 215, 185};
  private static final int[] PALE_BLUE = {185, 210, 245};
  private static final int[] BLACK = {0, 0, 0};
  private static final int DOT = 2;

  /** With the points of these numbers. */
  String dataUri(int... shown) {
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    double[] logits = logits();
    for (int at = 0; at < logits.length; at++) {
      double p = 1 / (1 + Math.exp(-logits[at]));
      picture.setRGB(at % WIDTH, at / WIDTH, mix(PALE_ORANGE, PALE_BLUE, p));
    }
    for (int i : shown) {
      dot(picture, points.points()[i], points.labels()[i] == 0 ? ORANGE : BLUE);
    }
    return Pictures.dataUri(picture);
  }

  @SuppressWarnings("try") // the scope is there to end, nobody asks it anything
  private double[] logits() {
    double[] plane = new double[2 * WIDTH * HEIGHT];
    for (int at = 0; at < WIDTH * HEIGHT; at++) {
      plane[2 * at] = LEFT + SCALE * (at % WIDTH + 0.5);
      plane[2 * at + 1] = TOP - SCALE * (at / WIDTH + 0.5);
    }
    try (Scope scope = Scope.open()) {
      return model
          .forward(device.tensor(new Shape(WIDTH * HEIGHT, 2), plane), Context.INFERENCE)
          .toArray();
    }
  }

  private static void dot(BufferedImage picture, double[] point, int[] colour) {
    int x = (int) Math.floor((point[0] - LEFT) / SCALE);
    int y = (int) Math.floor((TOP - point[1]) / SCALE);
    for (int row = Math.max(0, y - DOT); row <= Math.min(HEIGHT - 1, y + DOT); row++) {
      for (int column = Math.max(0, x - DOT); column <= Math.min(WIDTH - 1, x + DOT); column++) {
        boolean edge = Math.max(Math.abs(row - y), Math.abs(column - x)) == DOT;
        picture.setRGB(column, row, mix(colour, BLACK, edge ? 1 : 0));
      }
    }
  }

  /** (1 − t)·one + t·other. */
  private static int mix(int[] one, int[] other, double t) {
    int rgb = 0;
    for (int k = 0; k < 3; k++) {
      rgb = rgb << 8 | (int) Math.round(one[k] + t * (other[k] - one[k]));
    }
    return rgb;
  }
}
