package twofold.verify.book.figure;

import java.nio.file.Path;

/** How products and convolutions grow, which are limited by arithmetic. */
final class GrowthOfProducts implements Figure {

  @Override
  public String svg(Path runs) {
    return Growth.svg(runs, "flops", operation -> !operation.equals("Fma"));
  }
}
