package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;

/** A layer made of layers: what they learn, it learns, in their order. */
public interface Composite extends Layer {

  /** The parts, always in the same order. */
  List<Layer> layers();

  @Override
  default List<Parameter> parameters() {
    return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  @Override
  default List<Parameter> state() {
    return layers().stream().flatMap(layer -> layer.state().stream()).toList();
  }
}
