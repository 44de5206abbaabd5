package twofold.nn.save;

import static twofold.nn.save.Kind.field;
import static twofold.nn.save.Kind.whole;
import static twofold.nn.save.Value.FLAG;

import twofold.tensor.Conv2d;
import twofold.tensor.MaxPool2d;
import twofold.tensor.Padding;

/** The settings of windows that slide: of convolutions and of pooling. */
final class WindowKinds {
  private WindowKinds() {}

  private static final Kind<Padding> PADDING =
      Kind.of(
          "padding",
          Padding.class,
          field("same", FLAG, Padding::isSame),
          whole("top", Padding::top),
          whole("bottom", Padding::bottom),
          whole("left", Padding::left),
          whole("right", Padding::right),
          Padding::new);

  static final Kind<Conv2d.Options> SLIDING =
      Kind.of(
          "options",
          Conv2d.Options.class,
          whole("strideY", Conv2d.Options::strideY),
          whole("strideX", Conv2d.Options::strideX),
          whole("dilationY", Conv2d.Options::dilationY),
          whole("dilationX", Conv2d.Options::dilationX),
          field("padding", PADDING, Conv2d.Options::padding),
          whole("groups", Conv2d.Options::groups),
          Conv2d.Options::new);

  static final Kind<MaxPool2d.Options> WINDOW =
      Kind.of(
          "options",
          MaxPool2d.Options.class,
          whole("height", MaxPool2d.Options::height),
          whole("width", MaxPool2d.Options::width),
          whole("strideY", MaxPool2d.Options::strideY),
          whole("strideX", MaxPool2d.Options::strideX),
          field("padding", PADDING, MaxPool2d.Options::padding),
          MaxPool2d.Options::new);
}
