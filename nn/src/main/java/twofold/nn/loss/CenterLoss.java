package twofold.nn.loss;

import static twofold.tensor.Gather.gather;
import static twofold.tensor.Indices.indices;

import java.util.List;
import twofold.tensor.Device;
import twofold.tensor.Parameter;
import twofold.tensor.Shape;
import twofold.tensor.ShapeException;
import twofold.tensor.Tensor;

/**
 * The center loss: features of one class shall lie around one point, and the points are learned
 * too. Added to a cross-entropy it makes classes compact.
 *
 * <pre>
 *   Lᵢ = ½·‖xᵢ − c_{kᵢ}‖²          xᵢ: features of example i, kᵢ: its class, c: (classes, features)
 *
 *   x̄ᵢ = gᵢ·(xᵢ − c_{kᵢ})          c̄ₖ = the sum of gᵢ·(cₖ − xᵢ) over the examples of class k
 *                                                               [Wen, Zhang, Li & Qiao 2016, eq. 2]
 * </pre>
 *
 * The paper moves the centers by a rule of its own; here they are parameters like any others.
 */
public final class CenterLoss implements Loss {
  private final Parameter centers;

  /** With all centers at 0. */
  public CenterLoss(Device<?> device, int classes, int features) {
    if (classes < 1 || features < 1) {
      throw new IllegalArgumentException(
          "center loss needs at least 1 class and 1 feature, got " + classes + " and " + features);
    }
    centers = new Parameter("centers", device.zeros(classes, features));
  }

  /** To be learned with the model's. */
  public List<Parameter> parameters() {
    return List.of(centers);
  }

  /** x (batch, features) and the classes' numbers (batch). */
  @Override
  public Tensor of(Tensor x, Tensor labels) {
    int features = centers.shape().dim(1);
    if (x.rank() != 2 || x.dim(1) != features || !labels.shape().equals(new Shape(x.dim(0)))) {
      throw new ShapeException(
          "center loss needs features (batch, %d) and labels (batch), got %s and %s",
          features, x.shape(), labels.shape());
    }
    Tensor own = gather(centers.value(), indices(labels), 0);
    return Distances.squaredDistance(x, own).multiply(0.5);
  }
}
