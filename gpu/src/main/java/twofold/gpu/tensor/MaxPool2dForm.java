package twofold.gpu.tensor;

import twofold.gpu.GpuKernel;
import twofold.tensor.MaxPool2d;

/** What the twins of max pooling share: the extents, and which element a window chooses. */
abstract class MaxPool2dForm extends GpuKernel {
  int total;
  int height;
  int width;
  int windowHeight;
  int windowWidth;
  int strideY;
  int strideX;
  int top;
  int left;
  int rows;
  int columns;
  float[] x;

  /**
   * The place in x of the first largest element seen from (r, c); the first NaN, if there is one.
   */
  int chosen(int plane, int r, int c) {
    int best = -1;
    float largest = 0;
    for (int m = 0; m < windowHeight; m++) {
      int i = r * strideY + m - top;
      for (int n = 0; n < windowWidth; n++) {
        int j = c * strideX + n - left;
        if (i >= 0 && i < height && j >= 0 && j < width) {
          int place = (plane * height + i) * width + j;
          float value = x[place];
          if (best < 0 || value > largest || (value != value && largest == largest)) {
            best = place;
            largest = value;
          }
        }
      }
    }
    return best;
  }

  /** One work item for each of so many results. */
  final void start(MaxPool2d.Geometry s, int results) {
    total = results;
    height = s.rows().extent();
    width = s.columns().extent();
    windowHeight = s.rows().kernel();
    windowWidth = s.columns().kernel();
    strideY = s.rows().stride();
    strideX = s.columns().stride();
    top = s.rows().before();
    left = s.columns().before();
    rows = s.rows().steps();
    columns = s.columns().steps();
    requireFits(x.length);
    launch(total);
  }
}
