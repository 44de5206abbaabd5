package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static twofold.nn.data.TextsOnDisk.fails;
import static twofold.nn.data.TextsOnDisk.write;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of {@code Libsvm}. */
class LibsvmTest {
  @TempDir Path folder;

  private Path file(String text) {
    return write(folder.resolve("a.txt"), text);
  }

  private static float[] row(Libsvm data, int i) {
    float[] row = new float[data.rows().width()];
    data.rows().copy(i, row, 0);
    return row;
  }

  @Test
  void rowsAndLabels() {
    Libsvm data = Libsvm.read(file("# head\n+1 1:0.5 4:-2 # one\n\n-1\n1 2:0 3:1e-2\r\n"));
    assertThat(data.labels()).containsExactly(1, -1, 1);
    assertThat(row(data, 0)).containsExactly(0.5f, 0, 0, -2);
    assertThat(row(data, 1)).containsExactly(0, 0, 0, 0);
    assertThat(row(data, 2)).containsExactly(0, 0, 0.01f, 0);
    assertThat(data.rows().kept(2)).isEqualTo(1); // the 0 that is written out is not kept
    assertThat(data.distinctLabels()).containsExactly(-1, 1);
    assertThat(data.classes(data.distinctLabels())).containsExactly(1, 0, 1);
    assertThat(Libsvm.read(file("2.5 1:1\n"), 7).rows().width()).isEqualTo(7);
    assertThat(Libsvm.read(file("3\n")).rows().width()).isEqualTo(1);
    assertThat(Libsvm.read(write(folder.resolve("a.gz"), "2 1:1\n")).labels()).containsExactly(2);
  }

  @Test
  void whatIsWrongIsNamed() {
    wrong("", "a.txt is empty");
    wrong("# only\n\n", "a.txt has no rows, only comments and empty lines");
    wrong("1 1:1\nNaN 1:1\n", "a.txt:2: a label must be a finite number, got \"NaN\"");
    wrong("1,2 1:1\n", "a.txt:1: a label must be a finite number, got \"1,2\"");
    wrong("1:1\n", "a label must be a finite number, got \"1:1\"");
    wrong("1 0:1\n", "an index must be 1 to 2147483639, got \"0\"");
    wrong("1 -3:1\n", "an index must be 1 to 2147483639, got \"-3\"");
    wrong("1 2147483648:1\n", "an index must be 1 to");
    wrong("1 99999999999999999999:1\n", "an index must be 1 to");
    wrong("1 2:1 2:3\n", "indices must increase, got 2 after 2");
    wrong("1 3:1 2:3\n", "indices must increase, got 2 after 3");
    wrong("1 qid:3 2:3\n", "groups for ranking are not read here, got \"qid:3\"");
    wrong("1 2\n", "expected index:value, got \"2\"");
    wrong("1 :2\n", "expected index:value, got \":2\"");
    wrong("1 2:\n", "a value must be a finite number, got \"\"");
    wrong("1 2:3:4\n", "a value must be a finite number, got \"3:4\"");
    wrong("1 2:inf\n", "a value must be a finite number, got \"inf\"");
    wrong("1 2:1e39\n", "a value must fit a float, got \"1e39\"");
    wrong("1 2:3f\n", "a value must be a finite number, got \"3f\"");
    fails(() -> Libsvm.read(file("1 3:1\n"), 2), "a.txt:1: an index must be 1 to 2, got \"3\"");
    assertThatThrownBy(() -> Libsvm.read(file("1 3:1\n"), 0))
        .hasMessage("width must be at least 1, got 0");
    assertThatThrownBy(() -> Libsvm.read(file("1\n3\n")).classes(1, 2))
        .hasMessage("labels must be of [1.0, 2.0], got 3.0 in row 1");
  }

  private void wrong(String text, String message) {
    fails(() -> Libsvm.read(file(text)), message);
  }
}
