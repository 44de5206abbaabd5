package twofold.rnn.cell;

/**
 * What backpropagation through time by hand finds, for one sequence of T steps: {@link
 * SimpleRnnBptt}, {@link LstmBptt} and so on.
 *
 * @param states h₀ … h_T and whatever else the state has, (parts, T + 1, units): {@code
 *     states[k][t]} is part k after step t, {@code states[k][0]} its start
 * @param inputWeights W̄, (inputs, gates·units)
 * @param stateWeights Ū, (units, gates·units)
 * @param bias b̄, (gates·units)
 * @param further that of the cell's own further parameter; of no numbers where it has none
 * @param inputs x̄₁ … x̄_T, (T, inputs): {@code inputs[t − 1]} is x̄ₜ
 * @param start h̄₀ and so on, (parts, units)
 */
public record Bptt(
    double[][][] states,
    double[][] inputWeights,
    double[][] stateWeights,
    double[] bias,
    double[] further,
    double[][] inputs,
    double[][] start) {}
