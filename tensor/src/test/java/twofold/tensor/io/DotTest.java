package twofold.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.tensor.Device;
import twofold.tensor.Tanh;
import twofold.tensor.Tensor;

/** Examples of {@code Dot}. */
class DotTest {

  @Test
  void theGraphOfAComputation(@TempDir Path folder) throws IOException {
    Tensor x = Device.reference().vector(1, 2);
    Tensor y = Tanh.tanh(x).multiply(x);
    assertThat(Dot.of(y, Map.of(x, "weights \"w\"\n")))
        .isEqualTo(
            """
            digraph {
              rankdir=BT;
              n0 [label="weights \\"w\\"  (2)", shape=box];
              n1 [label="Tanh (2)"];
              n0 -> n1;
              n2 [label="Multiply (2)"];
              n1 -> n2;
              n0 -> n2;
            }
            """);
    Path file = folder.resolve("graph.dot");
    Dot.write(file, y);
    assertThat(Files.readString(file)).isEqualTo(Dot.of(y)).contains("given (2)");
  }
}
