package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.Conv2d;

/**
 * What the definitions of a convolution and its two gradients share: the extents, in a form that a
 * kernel can take.
 */
abstract class Conv2dNaive extends GpuKernel {
  int total;
  int batch;
  int groups;
  int inputs;
  int outputs;
  int height;
  int width;
  int kernelHeight;
  int kernelWidth;
  int strideY;
  int strideX;
  int dilationY;
  int dilationX;
  int top;
  int left;
  int rows;
  int columns;

  /** One work item for each of so many results. */
  final void start(Conv2d.Geometry s, int results) {
    total = results;
    batch = s.batch();
    groups = s.groups();
    inputs = s.inputs();
    outputs = s.outputs();
    height = s.rows().extent();
    width = s.columns().extent();
    kernelHeight = s.rows().kernel();
    kernelWidth = s.columns().kernel();
    strideY = s.rows().stride();
    strideX = s.columns().stride();
    dilationY = s.rows().dilation();
    dilationX = s.columns().dilation();
    top = s.rows().before();
    left = s.columns().before();
    rows = s.rows().steps();
    columns = s.columns().steps();
    launch(total);
  }
}
