package twofold.verify.book.figure;

import java.nio.file.Path;
import twofold.tensor.Binary;
import twofold.tensor.Unary;

/** How the element-wise operations of the cpu device grow. */
final class GrowthElementWise implements Figure {

  @Override
  public String svg(Path runs) {
    return Growth.svg(runs, "elements", GrowthElementWise::isElementWise);
  }

  static boolean isElementWise(String operation) {
    try {
      Class<?> lesson = Class.forName("twofold.tensor." + operation);
      return Unary.class.isAssignableFrom(lesson) || Binary.class.isAssignableFrom(lesson);
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
