package twofold.rnn.decode;

import java.util.ArrayList;
import java.util.List;
import twofold.nn.layer.Composite;
import twofold.nn.layer.Context;
import twofold.nn.layer.Dense;
import twofold.nn.layer.Dropout;
import twofold.nn.layer.Embedding;
import twofold.nn.layer.Layer;
import twofold.rnn.cell.Cell;
import twofold.rnn.cell.State;
import twofold.rnn.layer.PerStep;
import twofold.rnn.layer.Recurrent;
import twofold.tensor.Device;
import twofold.tensor.Scope;
import twofold.tensor.Tensor;

/**
 * A language model made of recurrent cells, one above the other.
 *
 * <pre>
 *   training    (batch, time) tokens → embedding → cell → … → cell → the same dense layer at every step → logits
 *   decoding    one token at a time: its vector and the cells' states before → the states after, and logits
 * </pre>
 *
 * Both are the same function. Decoding needs one step for each token, however long the text is: all
 * that is known of it is in the states. ({@link PrefixModel} reads the text again.)
 *
 * @param tokens a vector for each token
 * @param cells the first reads these vectors, each other one what the one below shows
 * @param dropout while training, of what each cell shows
 * @param head from what the last cell shows to the logits
 */
public record RecurrentLanguage(Embedding tokens, List<Cell> cells, double dropout, Dense head)
    implements Composite, LanguageModel<RecurrentLanguage.Reached> {

  /**
   * Where decoding stands.
   *
   * @param states of each cell
   * @param logP of the next token
   */
  public record Reached(List<State> states, double[] logP) {}

  public RecurrentLanguage {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a recurrent language model needs at least 1 cell, got 0");
    }
    new Dropout(dropout); // says what is wrong with it
    cells = List.copyOf(cells);
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>(List.of(tokens));
    for (Cell cell : cells) {
      layers.add(Recurrent.sequences(cell));
      layers.add(new Dropout(dropout));
    }
    layers.add(new PerStep(head));
    return layers;
  }

  /** (batch, time) token numbers → (batch, time, tokens) logits. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor y = x;
    for (Layer layer : layers()) {
      y = layer.forward(y, context);
    }
    return y;
  }

  /** Before a text that begins with this token. */
  public Reached start(int token) {
    return next(new Reached(cells.stream().map(cell -> cell.start(1)).toList(), null), token);
  }

  @Override
  public double[] logProbabilities(Reached reached) {
    return reached.logP.clone();
  }

  @Override
  public Reached next(Reached reached, int token) {
    Device<?> device = head.weights().value().device();
    try (Scope scope = Scope.open()) {
      Tensor shown = tokens.forward(device.vector(token), Context.INFERENCE);
      List<State> states = new ArrayList<>();
      for (int k = 0; k < cells.size(); k++) {
        State state = cells.get(k).step(shown, reached.states.get(k));
        shown = state.output();
        states.add(new State(state.parts().stream().map(scope::keep).toList()));
      }
      double[] logits = head.forward(shown, Context.INFERENCE).toArray();
      return new Reached(states, LogProbabilities.of(logits));
    }
  }
}
