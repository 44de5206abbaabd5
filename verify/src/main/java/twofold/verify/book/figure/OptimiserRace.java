package twofold.verify.book.figure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import twofold.nn.optim.Adam;
import twofold.nn.optim.Momentum;
import twofold.nn.optim.Optimiser;
import twofold.nn.optim.RmsProp;
import twofold.nn.optim.Sgd;
import twofold.tensor.Device;
import twofold.tensor.Gradients;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/** Four optimisers on the same narrow valley, ½·(x² + 20·y²), forty steps each. */
final class OptimiserRace implements Figure {
  private static final double STEEP = 20;
  private static final int STEPS = 40;
  private static final double[] START = {-9, 1.8};

  /** Half the extent of a panel in x and in y, and pixels for a unit of each. */
  private static final double REACH_X = 10;

  private static final double REACH_Y = 2.6;
  private static final double SCALE_X = 15;
  private static final double SCALE_Y = 30;

  private static final double LEFT = 12;
  private static final double TOP = 40;
  private static final double ACROSS = 2 * REACH_X * SCALE_X + 36;
  private static final double DOWN = 2 * REACH_Y * SCALE_Y + 44;

  @Override
  public String svg(Path runs) {
    Svg svg = new Svg(LEFT + 2 * ACROSS, TOP + 2 * DOWN - 20);
    panel(svg, 0, 0, "gradient descent, η = 0.09", new Sgd(0.09));
    panel(svg, 0, 1, "momentum, η = 0.02, μ = 0.8", momentum());
    panel(svg, 1, 0, "RMSProp, η = 0.3", new RmsProp(0.3));
    panel(svg, 1, 1, "Adam, η = 0.5", new Adam(0.5));
    return svg.toString();
  }

  private static Optimiser momentum() {
    return new Momentum(new Momentum.Options().withRate(0.02).withMomentum(0.8));
  }

  private static void panel(Svg svg, int row, int column, String name, Optimiser optimiser) {
    double middleX = LEFT + column * ACROSS + REACH_X * SCALE_X;
    double middleY = TOP + row * DOWN + REACH_Y * SCALE_Y;
    svg.text(middleX - REACH_X * SCALE_X, middleY - REACH_Y * SCALE_Y - 12, name, "strong");
    for (double level : new double[] {1, 5, 15, 40}) {
      contour(svg, middleX, middleY, level);
    }
    List<double[]> path = path(optimiser);
    double[] x = path.stream().mapToDouble(p -> middleX + SCALE_X * p[0]).toArray();
    double[] y = path.stream().mapToDouble(p -> middleY - SCALE_Y * p[1]).toArray();
    String look = "s" + (2 * row + column);
    svg.lines(x, y, look);
    svg.dot(x[0], y[0], look);
    svg.dot(x[x.length - 1], y[y.length - 1], look);
  }

  /** The ellipse ½·(x² + 20·y²) = level. */
  private static void contour(Svg svg, double middleX, double middleY, double level) {
    int corners = 72;
    double[] x = new double[corners + 1];
    double[] y = new double[corners + 1];
    for (int k = 0; k <= corners; k++) {
      double angle = 2 * Math.PI * k / corners;
      x[k] = middleX + SCALE_X * Math.sqrt(2 * level) * Math.cos(angle);
      y[k] = middleY - SCALE_Y * Math.sqrt(2 * level / STEEP) * Math.sin(angle);
    }
    svg.lines(x, y, "grid");
  }

  private static List<double[]> path(Optimiser optimiser) {
    Device<?> device = Device.reference();
    Parameter p = new Parameter("p", device.vector(START));
    List<double[]> path = new ArrayList<>(List.of(START));
    for (int step = 0; step < STEPS; step++) {
      Tensor value = p.value();
      Tensor loss = value.multiply(value).multiply(device.vector(0.5, 0.5 * STEEP)).sum();
      optimiser.update(List.of(p), List.of(Gradients.of(loss, value)));
      path.add(p.value().toArray());
    }
    return path;
  }
}
