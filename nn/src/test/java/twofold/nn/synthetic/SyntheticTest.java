package twofold.nn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.math.RandomStreams;

/** Examples of synthetic sets, and what they refuse. */
class SyntheticTest {

  @Test
  void pointsOnTheirCurves() {
    LabelledPoints moons = Moons.draw(4, 0, 1);
    assertThat(moons.labels()).containsExactly(0, 1, 0, 1);
    assertThat(Math.hypot(moons.points()[2][0], moons.points()[2][1])).isBetween(0.999, 1.001);
    assertThat(SwissRoll.arcLength(0)).isZero();
    assertThat(SCurve.at(0, 1)).containsExactly(0, 1, 0);
  }

  @Test
  void aPictureAndItsCaption() {
    DrawnShapes drawn = DrawnShapes.draw(30, 1, 7, 0);
    assertThat(drawn.caption()).matches("a (large|small) (square|circle|triangle)");
    assertThat(DrawnShapes.draw(30, 1, 7, 0).pixels()).isEqualTo(drawn.pixels());
    var above =
        new DrawnShapes(
            30,
            new byte[900],
            List.of(
                new DrawnShapes.Box(DrawnShapes.Kind.CIRCLE, 0, 0, 5),
                new DrawnShapes.Box(DrawnShapes.Kind.SQUARE, 20, 10, 10)));
    assertThat(above.caption()).isEqualTo("a small circle above a large square");
  }

  @Test
  void aSentence() {
    Grammar grammar = Grammar.of("s = 3 a b | 1 c\na = x | y");
    assertThat(grammar.probability(List.of("x", "b"))).isEqualTo(0.375);
    assertThat(grammar.makes(List.of())).isFalse();
    assertThat(grammar.draw(RandomStreams.of(1)))
        .isIn(List.of("x", "b"), List.of("y", "b"), List.of("c"));
  }

  @Test
  void badInputIsNamed() {
    fails(() -> Moons.draw(-1, 0, 1), "count must be at least 0, got -1");
    fails(() -> Moons.draw(1, -0.5, 1), "noise must be 0 or more, got -0.5");
    fails(() -> Moons.draw(1, Double.NaN, 1), "noise must be 0 or more, got NaN");
    fails(
        () -> Blobs.draw(1, new double[0][], 1, 1), "there must be at least one centre, got none");
    fails(
        () -> Blobs.draw(1, new double[][] {{1}, {1, 2}}, 1, 1),
        "centres must have 1 coordinates, got 2");
    fails(() -> Circles.draw(1, new double[] {0}, 0, 1), "radii must be above 0, got 0.0");
    fails(
        () -> Circles.draw(1, new double[0], 0, 1), "there must be at least one radius, got none");
    fails(() -> Spiral.draw(1, 0, 1, 0, 1), "arms must be at least 1, got 0");
    fails(() -> Spiral.draw(1, 1, 1 / 0.0, 0, 1), "turns must be a finite number, got Infinity");
    fails(() -> new Series.Wave(1, 0, 0), "a period must be above 0, got 0.0");
    fails(() -> DrawnShapes.draw(9, 1, 1, 0), "side must be at least 10, got 9");
    fails(() -> DrawnShapes.draw(10, 0, 1, 0), "there must be room for at least 1 shape, got 0");
    fails(() -> Grammar.of(""), "a grammar must have at least one rule, got none");
    fails(() -> Grammar.of("a b"), "expected: symbol = words | words; got \"a b\"");
    fails(() -> Grammar.of("a = b |"), "an alternative must have words, got none in \"b |\"");
    fails(() -> Grammar.of("a = 0 b"), "a weight must be above 0, got 0.0");
    fails(() -> Grammar.of("a = b\na = c"), "a symbol must have one line, got another for \"a\"");
    fails(() -> Grammar.of("a = b\nb = x | c\nc = a"), "\"a\" can become itself");
    assertThatThrownBy(() -> Grammar.of("a = b a").draw(RandomStreams.of(1)))
        .hasMessage("this grammar does not come to an end");
  }

  private static void fails(Runnable bad, String message) {
    assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
