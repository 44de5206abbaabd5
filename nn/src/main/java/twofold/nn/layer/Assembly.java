package twofold.nn.layer;

import java.util.List;
import twofold.tensor.Parameter;

/**
 * A network made of layers: what they learn, it learns, in their order. A parameter that several of
 * them share is there once, where it comes first.
 */
public interface Assembly extends Network {

  /** The parts, always in the same order. */
  List<Layer> layers();

  @Override
  default List<Parameter> parameters() {
    return layers().stream().flatMap(layer -> layer.parameters().stream()).distinct().toList();
  }

  @Override
  default List<Parameter> state() {
    return layers().stream().flatMap(layer -> layer.state().stream()).distinct().toList();
  }
}
