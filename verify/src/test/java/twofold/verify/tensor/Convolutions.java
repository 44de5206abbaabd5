package twofold.verify.tensor;

import static twofold.tensor.Conv2d.conv2d;

import twofold.tensor.Conv2d;
import twofold.tensor.Device;
import twofold.tensor.Padding;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/** Shapes and options of a convolution, drawn so that they fit. */
record Convolutions(Shape x, Shape w, Conv2d.Options options) {

  /** Small ones, of every kind. */
  static Convolutions draw(Draw draw) {
    int groups = draw.chance(0.6) ? 1 : draw.from(2, 3);
    boolean isDepthwise = draw.chance(0.3);
    int inputs = isDepthwise ? 1 : draw.from(1, 3);
    return draw(draw, draw.from(1, 3), groups, inputs, draw.from(1, 3), 4);
  }

  static Convolutions draw(Draw draw, int batch, int groups, int inputs, int outputs, int larger) {
    int kernelHeight = draw.from(1, 3);
    int kernelWidth = draw.from(1, 4);
    Conv2d.Options options =
        new Conv2d.Options()
            .withStride(draw.from(1, 3), draw.from(1, 3))
            .withDilation(draw.from(1, 2), draw.from(1, 3))
            .withPadding(padding(draw))
            .withGroups(groups);
    int height = options.dilationY() * (kernelHeight - 1) + 1 + draw.from(0, larger);
    int width = options.dilationX() * (kernelWidth - 1) + 1 + draw.from(0, larger);
    return new Convolutions(
        new Shape(batch, groups * inputs, height, width),
        new Shape(groups * outputs, inputs, kernelHeight, kernelWidth),
        options);
  }

  static Padding padding(Draw draw) {
    return switch (draw.from(0, 2)) {
      case 0 -> Padding.valid();
      case 1 -> Padding.same();
      default ->
          Padding.explicit(draw.from(0, 2), draw.from(0, 2), draw.from(0, 2), draw.from(0, 3));
    };
  }

  Conv2d.Geometry geometry() {
    Device<double[]> device = Device.reference();
    return ((Conv2d) apply(device.full(x, 0), device.full(w, 0)).origin()).geometry();
  }

  Tensor apply(Tensor picture, Tensor kernel) {
    return conv2d(picture, kernel, options);
  }
}
