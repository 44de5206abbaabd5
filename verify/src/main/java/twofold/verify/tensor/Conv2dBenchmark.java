package twofold.verify.tensor;

import static twofold.tensor.Conv2d.conv2d;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Conv2d;
import twofold.tensor.Conv2dInputGradient;
import twofold.tensor.Conv2dWeightGradient;
import twofold.tensor.Tensor;
import twofold.verify.bench.OperationBenchmark;
import twofold.verify.bench.Times;
import twofold.verify.bench.Work;

/** Convolution with kernels of 3 × 3; and with both of its gradients. */
@Times({Conv2d.class, Conv2dInputGradient.class, Conv2dWeightGradient.class})
public class Conv2dBenchmark extends OperationBenchmark {
  private static final int KERNEL = 3;

  /** batch x channels x height (and width) -> channels, and what is special. */
  @Param({
    "64x1x28->32",
    "64x32x13->64",
    "32x64x32->64",
    "32x64x32->64 depthwise",
    "32x64x32->64 dilation 2"
  })
  public String size;

  @Param({"forward", "forward+backward"})
  public String pass;

  /** Batch, channels, height, channels of the result. */
  private int[] extents() {
    String[] numbers = size.split(" ")[0].split("x|->");
    return Arrays.stream(numbers).mapToInt(Integer::parseInt).toArray();
  }

  private int groups() {
    return size.endsWith("depthwise") ? extents()[1] : 1;
  }

  private int dilation() {
    return size.endsWith("dilation 2") ? 2 : 1;
  }

  @Override
  protected Runnable call() {
    int[] n = extents();
    Tensor x = uniform(n[0], n[1], n[2], n[2]);
    Tensor w = uniform(n[3], n[1] / groups(), KERNEL, KERNEL);
    var options = new Conv2d.Options().withGroups(groups()).withDilation(dilation());
    return pass.equals("forward")
        ? () -> conv2d(x, w, options)
        : () -> backward(conv2d(x, w, options), x, w);
  }

  /** The three forms of ⟨G, conv(x, w)⟩ do the same products. */
  @Override
  protected Work work() {
    int[] n = extents();
    double steps = n[2] - dilation() * (KERNEL - 1);
    double terms = (double) n[1] / groups() * KERNEL * KERNEL;
    double products = n[0] * n[3] * steps * steps * terms;
    return Work.multiplyAdds(pass.equals("forward") ? products : 3 * products);
  }
}
