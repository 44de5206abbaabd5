package twofold.verify.book.figure;

import java.nio.file.Path;

/** How everything else grows that is limited by the numbers it moves. */
final class GrowthOfTheRest implements Figure {

  @Override
  public String svg(Path runs) {
    return Growth.svg(runs, "elements", operation -> !GrowthElementWise.isElementWise(operation));
  }
}
