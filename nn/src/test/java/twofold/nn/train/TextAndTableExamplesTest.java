package twofold.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.nn.data.BagOfWords;
import twofold.nn.data.BagOfWords.Weighting;
import twofold.nn.data.Document;
import twofold.nn.data.SparseRows;
import twofold.nn.data.Table;
import twofold.nn.layer.Lambda;
import twofold.nn.loss.SquaredError;
import twofold.tensor.Device;

/** Examples of {@code SparseExamples}, {@code TableExamples}, and of the score of yes and no. */
class TextAndTableExamplesTest {
  private static final Device<?> DEVICE = Device.cpu();

  private static SparseRows rows() {
    List<Document> documents =
        List.of(
            new Document("x", List.of("a")),
            new Document("y", List.of("b")),
            new Document("z", List.of("a", "b")));
    return BagOfWords.learn(documents, 2, 1, Weighting.PRESENCE).rows(documents);
  }

  @Test
  void classesAreOneHot() {
    Examples examples = new SparseExamples(rows(), new int[] {0, 1, 2}, 3);
    Examples.Batch batch = examples.batch(DEVICE, new int[] {1, 2, 0}, 1, 3);
    assertThat(batch.inputs().toFloats()).containsExactly(1, 1, 1, 0);
    assertThat(batch.targets().toFloats()).containsExactly(0, 0, 1, 1, 0, 0);
    Examples.Batch next = examples.batch(DEVICE, new int[] {1, 2, 0}, 0, 2); // the arrays again
    assertThat(next.inputs().toFloats()).containsExactly(0, 1, 1, 1);
    assertThat(next.targets().toFloats()).containsExactly(0, 1, 0, 0, 0, 1);
    assertThat(batch.inputs().toFloats()).containsExactly(1, 1, 1, 0);
  }

  @Test
  void yesOrNoIsOneColumn() {
    Examples examples = new SparseExamples(rows(), new int[] {0, 1, 1}, 2);
    assertThat(examples.batch(DEVICE, examples.inOrder(), 0, 3).targets().toArray())
        .containsExactly(0, 1, 1);
    assertThat(examples.batch(DEVICE, examples.inOrder(), 0, 3).targets().dim(1)).isOne();
  }

  @Test
  void labelsMustFit() {
    assertThatThrownBy(() -> new SparseExamples(rows(), new int[] {0, 1}, 2))
        .hasMessage("3 rows need as many labels, got 2");
    assertThatThrownBy(() -> new SparseExamples(rows(), new int[] {0, 2, 0}, 2))
        .hasMessage("labels must be 0 to 1, got 2");
    assertThatThrownBy(() -> new SparseExamples(rows(), new int[3], 1))
        .hasMessage("there must be at least 2 classes, got 1");
  }

  private static TableExamples table() {
    Table table = new Table(List.of("p", "q"), new double[][] {{1, 2}, {3, 4}, {5, 6}});
    return new TableExamples(table, new double[] {10, 20, 30});
  }

  @Test
  void rowsAndNumbers() {
    Examples.Batch batch = table().batch(DEVICE, new int[] {2, 0, 1}, 0, 2);
    assertThat(batch.inputs().toArray()).containsExactly(5, 6, 1, 2);
    assertThat(batch.targets().toArray()).containsExactly(30, 10);
    assertThat(batch.targets().dim(1)).isOne();
    assertThat(table().select(new int[] {1}).wanted()).containsExactly(20);
    assertThatThrownBy(() -> new TableExamples(table().table(), new double[2]))
        .hasMessage("3 rows need as many numbers to predict, got 2");
  }

  /** The model says x − 0.5; of the three, one is a no above 0 and so wrong. */
  @Test
  void aSingleColumnIsTheLogitOfAYes() {
    Table one = new Table(List.of("x"), new double[][] {{0}, {1}, {1}});
    Examples examples = new TableExamples(one, new double[] {0, 1, 0});
    Score score =
        Fit.score(
            DEVICE,
            new Lambda("minus a half", (x, context) -> x.subtract(x.device().scalar(0.5))),
            Objective.mean(SquaredError::squaredError),
            examples);
    assertThat(score.accuracy()).isEqualTo(2.0 / 3);
    assertThat(score.loss()).isEqualTo((0.25 + 0.25 + 0.25) / 3);
  }
}
