package twofold.nn.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twofold.nn.layer.Context;
import twofold.nn.layer.Layer;
import twofold.nn.layer.Network;
import twofold.nn.layer.Sequential;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;

/**
 * What happens to a batch on its way through a network, found by sending one through: graphs and
 * layers one after another are taken apart, everything else is a step by itself.
 */
final class Trace {
  /**
   * @param label what a person calls it
   * @param from the numbers of the steps whose results it takes, counting from 0; none for inputs
   * @param shape of its result, with the axis that counts the examples
   * @param parameters how many numbers are learned here, and at no step before
   * @param state how many other numbers are kept here, and at no step before
   */
  record Step(String label, List<Integer> from, Shape shape, int parameters, int state) {}

  private final List<Step> steps = new ArrayList<>();
  private final Set<Parameter> counted = new HashSet<>();

  private Trace() {}

  /** The steps of a prediction, each after those that it takes results of. */
  static List<Step> of(Network network, List<Tensor> inputs) {
    Trace trace = new Trace();
    if (network instanceof Model model) {
      trace.model(model, inputs, null);
    } else {
      List<Integer> numbers = new ArrayList<>();
      for (Tensor x : inputs) {
        numbers.add(trace.step("input", List.of(), x, null));
      }
      if (network instanceof Layer layer && inputs.size() == 1) {
        trace.layer(layer.toString(), layer, inputs.get(0), numbers.get(0));
      } else {
        for (Tensor y : network.forward(inputs, Context.INFERENCE)) {
          trace.step(network.toString(), numbers, y, network);
        }
      }
    }
    return List.copyOf(trace.steps);
  }

  /** A result, and the number of the step it is from. */
  private record Place(Tensor value, int number) {}

  private int step(String label, List<Integer> from, Tensor y, Network part) {
    int parameters = part == null ? 0 : count(part.parameters());
    int state = part == null ? 0 : count(part.state());
    steps.add(new Step(label, List.copyOf(from), y.shape(), parameters, state));
    return steps.size() - 1;
  }

  private int count(List<Parameter> places) {
    return places.stream().filter(counted::add).mapToInt(Parameter::size).sum();
  }

  private Place layer(String label, Layer layer, Tensor x, int number) {
    if (layer instanceof Sequential sequential) {
      Place place = new Place(x, number);
      for (Layer part : sequential.layers()) {
        place = layer(part.toString(), part, place.value, place.number);
      }
      return place;
    }
    if (layer instanceof Model.OneToOne graph) {
      return model(graph.model(), List.of(x), number).get(0);
    }
    Tensor y = layer.forward(x, Context.INFERENCE);
    return new Place(y, step(label, List.of(number), y, layer));
  }

  /**
   * @param number of the step that its only input is the result of; null if the inputs are steps
   */
  private List<Place> model(Model model, List<Tensor> inputs, Integer number) {
    Map<Node, Place> places = new IdentityHashMap<>();
    model.requireFits(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      Node input = model.inputs().get(i);
      Tensor x = inputs.get(i);
      int fed = number != null ? number : step(input.name(), List.of(), x, null);
      places.put(input, new Place(x, fed));
    }
    for (Node node : model.nodes()) {
      List<Place> from = node.from().stream().map(places::get).toList();
      if (node.function() instanceof Node.Through through) {
        Layer layer = through.layer();
        boolean isNamed = !node.name().equals(layer.toString());
        String label = isNamed ? node.name() + ": " + layer : node.name();
        places.put(node, layer(label, layer, from.get(0).value, from.get(0).number));
      } else if (node.function() instanceof Node.Merged merged) {
        Tensor y = merged.merge().of(from.stream().map(Place::value).toList());
        List<Integer> numbers = from.stream().map(Place::number).toList();
        places.put(node, new Place(y, step(node.name(), numbers, y, null)));
      }
    }
    return model.outputs().stream().map(places::get).toList();
  }
}
