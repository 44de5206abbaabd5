package twofold.verify.experiment;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import twofold.tensor.Device;

/**
 * What a run was asked for.
 *
 * @param data the folder with data sets, or null for embedded data
 * @param device where to train
 * @param seed of all randomness
 * @param epochs how often to see the examples, if not as often as the experiment would
 * @param out the folder for pages and pictures
 * @param print where to tell a person what happens
 * @param terminal whether that is a terminal
 */
public record Setting(
    Path data,
    Device<?> device,
    long seed,
    OptionalInt epochs,
    Path out,
    PrintStream print,
    boolean terminal) {}
