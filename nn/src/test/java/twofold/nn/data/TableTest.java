package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static twofold.nn.data.TextsOnDisk.fails;
import static twofold.nn.data.TextsOnDisk.write;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.math.RandomStreams;

/** Examples of {@code Table}, {@code Standardise}, {@code KFold} and {@code BostonHousing}. */
class TableTest {
  @TempDir Path folder;

  private Path csv(String text) {
    return write(folder.resolve("t.csv"), text);
  }

  @Test
  void namesAndNumbers() {
    Table table = Table.read(csv("\"a\",\"b, c\"\r\n 1 ,-2.5\r\n\r\n3e2,4\r\n"));
    assertThat(table.columns()).containsExactly("a", "b, c");
    assertThat(table.rows()).isDeepEqualTo(new double[][] {{1, -2.5}, {300, 4}});
    assertThat(table.column("b, c")).containsExactly(-2.5, 4);
    assertThat(table.without("a").rows()).isDeepEqualTo(new double[][] {{-2.5}, {4}});
    assertThat(table.select(new int[] {1}).rows()).isDeepEqualTo(new double[][] {{300, 4}});
    assertThatThrownBy(() -> table.column("z")).hasMessage("columns are [a, b, c]; got z");
  }

  /** Every message has the line where the bad row stands. */
  @Test
  void whatIsWrongIsNamed() {
    fails(() -> Table.read(folder.resolve("no.csv")), "no.csv does not exist");
    fails(() -> Table.read(csv("")), "t.csv is empty");
    fails(() -> Table.read(csv("a,b\n")), "t.csv has no rows of numbers");
    fails(() -> Table.read(csv("a,b\n1,2\n3\n4,5\n")), "t.csv:3: expected 2 columns, got 1");
    fails(() -> Table.read(csv("a,b\n1,2\n\n3,4,5")), "t.csv:4: expected 2 columns, got 3");
    fails(() -> Table.read(csv("a,b\n1,two\n")), "t.csv:2: b must be a finite number, got \"two\"");
    fails(() -> Table.read(csv("a,b\n1,\n")), "t.csv:2: b must be a finite number, got \"\"");
    fails(() -> Table.read(csv("a\n\"1\n2\nx")), "t.csv:4: is not CSV: Missing closing quote");
    fails(() -> Table.read(csv("a,b\n1,NaN\n")), "t.csv:2: b must be a finite number");
  }

  /** Java itself would take all of these for numbers, and the first one for a name. */
  @Test
  void whatOnlyJavaUnderstands() {
    assertThat(Table.read(csv("\uFEFFa,b\n1,2\n")).columns()).containsExactly("a", "b");
    for (String cell : List.of("1f", "2d", "0x1p3", "Infinity")) {
      fails(() -> Table.read(csv("a\n" + cell + "\n")), "t.csv:2: a must be a finite number");
    }
    fails(
        () -> Table.read(csv("a,b,a\n1,2,3\n")),
        "t.csv:1: expected a name of its own for each column, got [a, b, a]");
  }

  @Test
  void countsFindCutFiles() {
    assertThat(Table.readCounted(csv("2,1,,\na,b\n1,2\n3,4\n")).count()).isEqualTo(2);
    fails(() -> Table.readCounted(csv("2,1\na,b\n1,2\n")), "t.csv must have 2 rows, got 1");
    fails(
        () -> Table.readCounted(csv("1,2\na,b\n1,2\n")),
        "t.csv must have 2 columns and a target, got 2 in all");
    fails(() -> Table.readCounted(csv("1\na\n1\n")), "t.csv:1: expected the numbers of rows");
    fails(() -> Table.readCounted(csv("x,1\na,b\n1,2\n")), "t.csv:1: number of rows must be");
    fails(() -> Table.readCounted(csv("1,1\n")), "t.csv has no rows of numbers");
  }

  @Test
  void bostonHasItsColumns() {
    Path file = folder.resolve("boston_house_prices.csv");
    fails(() -> BostonHousing.read(folder), "boston_house_prices.csv does not exist");
    write(file, "1,1\na,b\n1,2\n");
    fails(() -> BostonHousing.read(folder), "must have columns [CRIM,", "got [a, b]");
    write(
        file,
        "1,13\nCRIM,ZN,INDUS,CHAS,NOX,RM,AGE,DIS,RAD,TAX,PTRATIO,B,LSTAT,MEDV\n"
            + "1,2,3,4,5,6,7,8,9,10,11,12,13,24\n");
    BostonHousing housing = BostonHousing.read(folder);
    assertThat(housing.prices()).containsExactly(24);
    assertThat(housing.properties().rows()[0])
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
  }

  /** By hand: of 1 and 5 the mean is 3 and σ is 2. The column of 0.1 is constant. */
  @Test
  void standardisedByWhatWasLearned() {
    Table learned = new Table(List.of("x", "c"), new double[][] {{1, 0.1}, {5, 0.1}, {3, 0.1}});
    Standardise two = Standardise.learn(learned.select(new int[] {0, 1}));
    assertThat(two.apply(learned).column("x")).containsExactly(-1, 1, 0);
    Standardise three = Standardise.learn(learned);
    assertThat(three.apply(learned).column("c")[0]).isCloseTo(0, within(Math.ulp(0.3)));
    assertThat(two.apply(new Table(List.of("x", "c"), new double[][] {{9, 1.1}})).rows()[0])
        .containsExactly(3, 1.1 - 0.1);
    assertThatThrownBy(() -> two.apply(learned.without("c"))).hasMessageContaining("2 columns");
    assertThatThrownBy(() -> Standardise.learn(learned.select(new int[0])))
        .hasMessageContaining("at least one row");
  }

  @Test
  void everyExampleIsHeldOutOnce() {
    List<KFold> folds = KFold.split(10, 4, RandomStreams.of(5));
    assertThat(folds.stream().map(fold -> fold.heldOut().length)).containsExactly(2, 3, 2, 3);
    assertThat(folds.stream().flatMapToInt(fold -> IntStream.of(fold.heldOut())).sorted())
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    for (KFold fold : folds) {
      assertThat(
              IntStream.concat(IntStream.of(fold.learned()), IntStream.of(fold.heldOut())).sorted())
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
    assertThat(folds.get(0).heldOut())
        .isEqualTo(KFold.split(10, 4, RandomStreams.of(5)).get(0).heldOut());
    assertThatThrownBy(() -> KFold.split(3, 4, RandomStreams.of(5)))
        .hasMessageContaining("folds must be 2 to 3, the examples; got 4");
  }
}
