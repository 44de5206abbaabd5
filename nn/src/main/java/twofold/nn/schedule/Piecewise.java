package twofold.nn.schedule;

import java.util.List;

/**
 * One rate until a step, then another: the classic "divide by ten when the loss no longer falls",
 * decided in advance.
 *
 * <pre>
 *   η(t) = ηᵢ        where bᵢ ≤ t &lt; bᵢ₊₁        b₀ = 0, the last piece has no end
 * </pre>
 *
 * @param boundaries b₁, b₂, …: the first step of each piece but the first, rising
 * @param rates η₀, η₁, …: one more than there are boundaries
 */
public record Piecewise(List<Long> boundaries, List<Double> rates) implements Schedule {

  public Piecewise {
    boundaries = List.copyOf(boundaries);
    rates = List.copyOf(rates);
    if (rates.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          boundaries.size()
              + " boundaries need "
              + (boundaries.size() + 1)
              + " rates, got "
              + rates.size());
    }
    long before = 0;
    for (long boundary : boundaries) {
      if (boundary <= before) {
        throw new IllegalArgumentException(
            "boundaries must be positive and rise, got " + boundaries);
      }
      before = boundary;
    }
    rates.forEach(Schedule::requireRate);
  }

  @Override
  public double at(long step) {
    int piece = 0;
    while (piece < boundaries.size() && step >= boundaries.get(piece)) {
      piece++;
    }
    return rates.get(piece);
  }
}
