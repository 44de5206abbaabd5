package twofold.nn.save;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import twofold.nn.layer.Assembly;
import twofold.nn.layer.Network;
import twofold.tensor.Parameter;

/**
 * What the numbers of a model are called in a file: the way to the layer, then the layer's own
 * name.
 *
 * <pre>
 *   Sequential                    counting from 0
 *     Dense                       0.weights, 0.bias
 *     BatchNorm                   1.gain, 1.shift        and its state: 1.running mean, 1.running variance
 *     Branches
 *       Dense                     2.0.weights, 2.0.bias
 *
 *   Model                         its distinct layers, counting from 0, in the order of the nodes
 *
 *   a layer by itself             weights, bias
 *   two of one name in a layer    weights, weights 2
 * </pre>
 *
 * A model that is built the same way has the same names. What is used at several places is there
 * once, under its first name.
 */
public final class Names {
  private final Map<String, Parameter> learned = new LinkedHashMap<>();
  private final Map<String, Parameter> all = new LinkedHashMap<>();
  private final Set<Parameter> known = Collections.newSetFromMap(new IdentityHashMap<>());

  private Names(Network model) {
    visit("", model);
  }

  /** The parameters of a model. */
  public static Map<String, Parameter> parameters(Network model) {
    return Collections.unmodifiableMap(new Names(model).learned);
  }

  /** The parameters and the layers' state: all that predictions depend on. */
  public static Map<String, Parameter> all(Network model) {
    return Collections.unmodifiableMap(new Names(model).all);
  }

  /** The parts first: what is left is the layer's own. */
  private void visit(String path, Network network) {
    if (network instanceof Assembly assembly) {
      List<? extends Network> parts = assembly.layers();
      for (int i = 0; i < parts.size(); i++) {
        visit(path + i + ".", parts.get(i));
      }
    }
    for (Parameter parameter : unknown(network.parameters())) {
      String name = free(path + parameter.name());
      learned.put(name, parameter);
      all.put(name, parameter);
    }
    for (Parameter parameter : unknown(network.state())) {
      all.put(free(path + parameter.name()), parameter);
    }
  }

  private List<Parameter> unknown(List<Parameter> some) {
    List<Parameter> unknown = new ArrayList<>(some);
    unknown.removeIf(parameter -> !known.add(parameter));
    return unknown;
  }

  private String free(String name) {
    String free = name;
    for (int k = 2; all.containsKey(free); k++) {
      free = name + " " + k;
    }
    return free;
  }
}
