package twofold.nn.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import twofold.nn.schedule.Schedule;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Tensor;

/**
 * What all rules share that treat each parameter by itself: they count steps, ask a schedule for
 * the learning rate, and remember some numbers for each number of the parameters - velocities, mean
 * squares - all 0 at first.
 *
 * <p>A rule says in {@link #step} what one step does to one parameter; the kernels it calls
 * overwrite the parameter and the memories in place.
 */
public abstract class PerParameter implements Optimiser {
  private final Schedule rate;
  private final List<String> memories;

  /** For each parameter its memories, in the order of their names. */
  private final List<List<Parameter>> remembered = new ArrayList<>();

  private long steps;

  private static final String STEPS = "steps";
  private static final String SCHEDULE = "schedule.";

  /**
   * @param rate η at each step
   * @param memories what is remembered of each parameter, by name
   */
  protected PerParameter(Schedule rate, String... memories) {
    this.rate = rate;
    this.memories = List.of(memories);
  }

  /**
   * The circumstances of one step of one parameter.
   *
   * @param number 1 for the first step
   * @param rate η
   * @param size how many numbers the parameter has
   * @param device where they are
   */
  protected record Step(long number, double rate, int size, Device<Object> device) {
    <K> K kernel(Class<?> contract) {
      return device.kernel(contract);
    }
  }

  /**
   * Overwrites one parameter.
   *
   * @param p storage of the parameter
   * @param memory storages of its memories, in the order of their names
   * @param g storage of its gradient
   */
  protected abstract void step(Step step, Object p, List<Object> memory, Object g);

  @Override
  public final void update(List<Parameter> parameters, List<Tensor> gradients) {
    Optimiser.requireMatching(parameters, gradients);
    double eta = rateNow();
    remember(parameters);
    steps++;
    for (int k = 0; k < parameters.size(); k++) {
      Tensor g = gradients.get(k).dense();
      Parameter parameter = parameters.get(k);
      Step step = new Step(steps, eta, g.size(), Device.of(parameter.value(), g));
      List<Parameter> places = new ArrayList<>(memories.isEmpty() ? List.of() : remembered.get(k));
      places.add(parameter);
      overwrite(
          places,
          new ArrayList<>(),
          storages -> step(step, storages.get(storages.size() - 1), storages, g.storage()));
    }
  }

  private double rateNow() {
    double eta = rate.at(steps);
    if (!(eta >= 0 && eta < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the schedule must give a rate that is finite and not negative, got "
              + eta
              + " at step "
              + steps);
    }
    return eta;
  }

  /**
   * Zeros at the first step; later the same parameters, on whatever device they are. What remembers
   * nothing does not care.
   */
  private void remember(List<Parameter> parameters) {
    if (memories.isEmpty()) {
      return;
    }
    if (remembered.isEmpty()) {
      for (Parameter parameter : parameters) {
        Tensor zero = parameter.value().device().full(parameter.shape(), 0);
        remembered.add(memories.stream().map(name -> new Parameter(name, zero)).toList());
      }
    }
    States.requireTheSame(remembered.stream().map(all -> all.get(0).shape()).toList(), parameters);
    for (int k = 0; k < parameters.size(); k++) {
      Device<?> device = parameters.get(k).value().device();
      remembered.set(k, remembered.get(k).stream().map(place -> States.on(device, place)).toList());
    }
  }

  /** Opens the storage of all places at once, for a kernel to change. */
  private static void overwrite(
      List<Parameter> places, List<Object> opened, Consumer<List<Object>> kernel) {
    if (opened.size() == places.size()) {
      kernel.accept(opened);
      return;
    }
    places
        .get(opened.size())
        .overwrite(
            storage -> {
              opened.add(storage);
              overwrite(places, opened, kernel);
            });
  }

  @Override
  public final void observe(double loss) {
    rate.observe(loss);
  }

  /** {@code steps}, the schedule's own state, and {@code k.name} for each memory of parameter k. */
  @Override
  public final Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(STEPS, States.count(steps));
    States.put(state, SCHEDULE, rate.state());
    for (int k = 0; k < remembered.size(); k++) {
      for (Parameter memory : remembered.get(k)) {
        state.put(k + "." + memory.name(), States.snapshot(memory));
      }
    }
    return state;
  }

  @Override
  public final void restore(Map<String, Tensor> state) {
    Set<String> known = new LinkedHashSet<>(Set.of(STEPS));
    States.part(state, SCHEDULE).keySet().forEach(name -> known.add(SCHEDULE + name));
    List<List<Parameter>> restored = new ArrayList<>();
    while (memories.stream().anyMatch(hasEntryOf(state, restored.size()))) {
      List<Parameter> places = new ArrayList<>();
      for (String memory : memories) {
        String name = restored.size() + "." + memory;
        places.add(new Parameter(memory, States.required(state, name)));
        known.add(name);
      }
      States.requireOneShape(restored.size(), places);
      restored.add(places);
    }
    States.requireNothingElse(state, known);
    long count = States.count(state, STEPS);
    rate.restore(States.part(state, SCHEDULE));
    steps = count;
    remembered.clear();
    remembered.addAll(restored);
  }

  private static Predicate<String> hasEntryOf(Map<String, Tensor> state, int parameter) {
    return memory -> state.containsKey(parameter + "." + memory);
  }
}
