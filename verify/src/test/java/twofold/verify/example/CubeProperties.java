package twofold.verify.example;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.verify.example.Cube.cube;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import twofold.tensor.Device;
import twofold.tensor.GradientChecker;
import twofold.tensor.Tensor;
import twofold.verify.check.Arithmetic;
import twofold.verify.tensor.Draw;

/** What to prove about an operation of one's own. */
class CubeProperties {

  @Property(tries = 100)
  void gradientIsTheDerivative(@ForAll long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Draw draw = new Draw(random);
    List<Tensor> x = List.of(draw.normals(draw.shape()));
    var first = GradientChecker.firstOrder(in -> cube(in.get(0)), x, random);
    assertThat(first.isRight()).as("%s", first).isTrue();
    var second = GradientChecker.secondOrder(in -> cube(in.get(0)), x, random);
    assertThat(second.isRight()).as("%s", second).isTrue();
  }

  @Property(tries = 100)
  void theTwinAgreesWithinTheRoundingBound(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    double[] expected = cube(x).toArray();
    double[] actual = cube(x.to(Device.cpuPlain())).toArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .isLessThanOrEqualTo(
              Arithmetic.CPU.gamma(2) * Math.abs(expected[i]) + Arithmetic.CPU.tiny());
    }
  }
}
