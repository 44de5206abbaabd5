package twofold.gpu;

import com.aparapi.Kernel;
import com.aparapi.exception.CompileFailedException;
import java.util.stream.IntStream;

/**
 * What all twins share: how {@link #run} is launched for every point of an index space.
 *
 * <pre>
 *   the reference                        its twin
 *     for (int i = 0; i &lt; n; i++) {        launch(n);
 *       y[i] = f(x[i]);
 *     }                                    void run() {
 *                                            int i = getGlobalId();
 *                                            if (i &lt; n) {
 *                                              y[i] = f(x[i]);
 *                                            }
 *                                          }
 * </pre>
 *
 * One execution of {@code run} is a work item; they run in any order, many at once. Aparapi
 * translates the bytecode of {@code run}, and of all it calls, to OpenCL C when it is first
 * launched. The arguments are the fields: so a kernel's entry is synchronized, sets them, launches,
 * and nobody else may in between.
 *
 * <p>Work items come in work-groups of a fixed size, and the index space must be whole work-groups:
 * it is rounded up, and {@code run} ignores what is too much. Aparapi would choose the group size
 * itself if asked to, a divisor of n: for a prime n that is groups of one, which is 25 times
 * slower. And only with a size given is a failed launch an error and not a silent return to Java.
 *
 * <p>Aparapi keeps hold of the arrays of a kernel's last launch, and of its copies of them on the
 * device, until the next launch: clearing the fields would not release them.
 */
public abstract class GpuKernel extends Kernel {
  /** Work items in a group: a multiple of every vector width and of every GPU's warp. */
  private static final int GROUP = 256;

  /** OpenCL buffers are limited to 2 GiB here: Aparapi counts their bytes in an int. */
  private static final int MOST = (1 << 29) - GROUP;

  private boolean compiled;

  /** Runs {@link #run} for i = 0 … n − 1, and for a few more that it has to ignore. */
  protected final void launch(int n) {
    requireFits(n);
    if (n == 0) {
      return; // OpenCL knows no empty index space
    }
    if (OpenCl.isThere()) {
      compileOnce();
      int group = Math.min(GROUP, OpenCl.DEVICE.getMaxWorkGroupSize());
      execute(OpenCl.DEVICE.createRange(roundUp(n, group), group));
    } else {
      inJava(n, 1, 1);
    }
  }

  /**
   * Runs {@link #run} for all triples of a global id 0 in 0 … n0 − 1, a global id 1 in 0 … n1 − 1
   * and a global id 2 in 0 … n2 − 1, in work-groups of group0 × group1 × 1.
   */
  protected final void launch(int n0, int n1, int n2, int group0, int group1) {
    if (n0 == 0 || n1 == 0 || n2 == 0) {
      return;
    }
    if (OpenCl.isThere()) {
      compileOnce();
      execute(
          OpenCl.DEVICE.createRange3D(
              roundUp(n0, group0), roundUp(n1, group1), n2, group0, group1, 1));
    } else {
      inJava(n0, n1, n2);
    }
  }

  /** Refuses arrays whose size in bytes would wrap around without a word. */
  protected static void requireFits(int length) {
    if (length > MOST) {
      throw new IllegalArgumentException(
          "an array on this device holds at most " + MOST + " numbers, not " + length);
    }
  }

  private static int roundUp(int n, int group) {
    return (n + group - 1) / group * group;
  }

  private void compileOnce() {
    if (!compiled) {
      try {
        compile(OpenCl.DEVICE);
        compiled = true;
      } catch (CompileFailedException e) {
        throw new IllegalStateException(
            getClass().getSimpleName() + " does not translate to OpenCL: " + e.getMessage(), e);
      }
    }
  }

  /**
   * Without OpenCL: every point of the index space, one after the other on each core.
   *
   * <p>Aparapi has such a mode too, but there every kernel brings a thread pool of its own that
   * nobody ends. A clone shares the arrays and has its own global id. There are no work-groups
   * here, so no kernel with barriers can run this way.
   */
  private void inJava(int n0, int n1, int n2) {
    int points = Math.multiplyExact(Math.multiplyExact(n0, n1), n2);
    int workers = Math.min(points, Runtime.getRuntime().availableProcessors());
    IntStream.range(0, workers)
        .parallel()
        .forEach(
            worker -> {
              Kernel mine = clone();
              for (int point = worker; point < points; point += workers) {
                mine.getKernelState().setGlobalId(0, point % n0);
                mine.getKernelState().setGlobalId(1, point / n0 % n1);
                mine.getKernelState().setGlobalId(2, point / n0 / n1);
                mine.run();
              }
            });
  }
}
