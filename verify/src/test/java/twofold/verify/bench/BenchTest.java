package twofold.verify.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What benchmarks are found, what they claim to do, and what is recorded of them. */
class BenchTest {
  /** One short iteration: what is measured does not matter here. */
  private static final Pace ONCE = new Pace(0, 0, 1, 0, 10);

  private static List<Trial> trials(String pattern, String path) {
    return Plan.along(Plan.of(pattern), path);
  }

  @Test
  void aPathThatNobodyTakesIsNamed() {
    assertThat(trials("tensor", "cpu")).hasSizeGreaterThan(100);
    assertThatThrownBy(() -> Plan.along(Plan.of("Exp"), "cup"))
        .hasMessageContaining("--path must be one of [")
        .hasMessageContaining("reference")
        .hasMessageEndingWith("], got cup");
  }

  private record Recorded(JsonNode json, List<String> lines) {}

  private static Recorded run(List<Trial> trials, Pace pace) {
    // another JMH may be at work on this machine; its timings are not the point here
    System.setProperty("jmh.ignoreLock", "true");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Bench.Outcome outcome = Bench.runHere(trials, pace, out);
    return new Recorded(
        new ObjectMapper().valueToTree(outcome.json()),
        bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void aRowTellsWhatWasDoneAndHowFast() {
    List<Trial> trials =
        Plan.of("MatMul").stream()
            .filter(trial -> trial.label().equals("MatMul 32"))
            .filter(trial -> Set.of("reference", "cpu").contains(trial.path()))
            .toList();
    Recorded recorded = run(trials, ONCE);
    JsonNode head = recorded.json;
    assertThat(head.fieldNames())
        .toIterable()
        .containsExactly(
            "commit", "device", "jvm", "cpu", "threads", "quick", "rows", "leftOut", "failed");
    assertThat(head.get("commit").isNull()).isTrue(); // the folder of a module is no repository
    assertThat(head.get("device").get("cpu").asText()).contains("single precision");
    assertThat(head.get("device").fieldNames()).toIterable().containsExactly("reference", "cpu");
    assertThat(head.get("failed")).isEmpty();
    assertThat(head.get("rows")).hasSize(2);
    JsonNode row = head.get("rows").get(1);
    assertThat(row.fieldNames())
        .toIterable()
        .startsWith("operation", "path", "size", "median", "unit", "flops")
        .contains("throughput", "throughputUnit", "allocatedBytes");
    assertThat(row.get("operation").asText()).isEqualTo("MatMul");
    assertThat(row.get("path").asText()).isEqualTo("cpu");
    assertThat(row.get("size").asInt()).isEqualTo(32);
    assertThat(row.get("unit").asText()).isEqualTo("ms/op");
    assertThat(row.get("throughputUnit").asText()).isEqualTo("GFLOP/s");
    double flopsPerSecond = 2.0 * 32 * 32 * 32 / (row.get("median").asDouble() / 1000);
    assertThat(row.get("throughput").asDouble())
        .isCloseTo(flopsPerSecond / 1e9, within(1e-9 * flopsPerSecond / 1e9));
    assertThat(recorded.lines).hasSize(2);
    assertThat(recorded.lines.get(1)).startsWith("[  2/2] MatMul 32 ").contains("GFLOP/s");
  }

  @Test
  void theCommitIsNamedWhereThereIsOne(@TempDir Path folder) throws Exception {
    assertThat(Surroundings.describe(folder, List.of())).containsEntry("commit", null);
    Files.createDirectory(folder.resolve(".git")); // empty: git itself says that it is none
    assertThat(Surroundings.describe(folder, List.of())).containsEntry("commit", null);
    Object commit = Surroundings.describe(Path.of(".."), List.of()).get("commit");
    if (commit != null) { // the project may have been fetched without git
      assertThat(commit.toString()).matches("[0-9a-f]{40}(-dirty)?");
    }
  }

  @Test
  void elementsAreToldWithTheBytesTheyMove() {
    Trial add = trials("ElementWise", "cpu").stream().findFirst().orElseThrow();
    JsonNode row = run(List.of(add), ONCE).json.get("rows").get(0);
    assertThat(row.get("throughputUnit").asText()).isEqualTo("Gelements/s");
    assertThat(row.get("bandwidthUnit").asText()).isEqualTo("GB/s");
    // one number is read and one written, of four bytes each
    assertThat(row.get("bandwidth").asDouble())
        .isCloseTo(8 * row.get("throughput").asDouble(), within(1e-9));
  }

  @Test
  void whatIsExpectedToTakeTooLongIsLeftOutByName() {
    List<Trial> ladder =
        trials("ElementWise", "cpu").stream()
            .filter(trial -> trial.operation().equals("Exp"))
            .toList();
    // an exponential takes more than 0.1 ns: a million of them takes more than 0.1 ms
    Recorded recorded = run(ladder.subList(0, 4), new Pace(0, 0, 1, 0, 1e-4));
    assertThat(recorded.json.get("rows").size() + recorded.json.get("leftOut").size()).isEqualTo(4);
    JsonNode largest = recorded.json.get("leftOut").get(recorded.json.get("leftOut").size() - 1);
    assertThat(largest.get("size").asInt()).isEqualTo(1_000_000);
    assertThat(largest.get("reason").asText()).startsWith("a call would take about");
    assertThat(recorded.lines.get(3)).contains("left out");
  }

  @Test
  void aBenchmarkThatFailsIsNamedAndTheOthersGoOn() {
    Trial good = trials("Where", "cpu").get(0);
    Trial bad =
        new Trial(
            good.method(),
            good.type(),
            good.operation(),
            Map.of("path", "abacus", "size", "32"),
            good.work(),
            true);
    Recorded recorded = run(List.of(bad, good), ONCE);
    assertThat(recorded.json.get("rows")).hasSize(1);
    assertThat(recorded.json.get("failed")).hasSize(1);
    assertThat(recorded.json.get("failed").get(0).asText()).contains("Where", "abacus");
  }

  static Stream<Trial> smallest() {
    Set<String> seen = new HashSet<>();
    return Plan.of("").stream()
        .filter(trial -> trial.work() != null)
        .filter(trial -> !Set.of("gpu", "cpu-plain").contains(trial.path()))
        .filter(trial -> seen.add(trial.operation() + trial.path() + trial.type()));
  }

  /** A benchmark that nobody runs is soon one that does not run. */
  @ParameterizedTest
  @MethodSource("smallest")
  void itsCallCanBeMadeAndItDoesSomething(Trial trial) throws ReflectiveOperationException {
    TimedCall call = Trial.make(trial.type(), trial.parameters());
    call.prepare();
    call.apply();
    assertThat(trial.amount()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MatMul 33                               | 71874", // 2·33³
        "Conv2d 64x1x28->32 forward              | 24920064", // 2·64·32·26²·9
        "Conv2d 64x1x28->32 forward+backward     | 74760192", // three times that
        "Conv2d 32x64x32->64 depthwise forward   | 33177600", // 2·32·64·30²·9
        "Conv2d 32x64x32->64 dilation 2 forward  | 1849688064", // 2·32·64·28²·576
        "Einsum 32 bij,jk,kl->bil                | 4194304", // 2·2·32⁴
        "BatchMatMul 16 each with its own        | 524288", // 2·64·16³
        "Add 1000                                | 1000",
        "Sum 1024 0                              | 1048576"
      })
  void theWorkIsWhatTheDefinitionSays(String label, double amount) {
    Trial found =
        trials("tensor", "cpu").stream()
            .filter(trial -> trial.label().equals(label))
            .findFirst()
            .orElseThrow();
    assertThat(found.amount()).isEqualTo(amount);
  }

  @Test
  void aPatternIsAModuleOrAnOperationOrPartOfAName() {
    assertThat(Plan.of("tensor")).allMatch(trial -> trial.module().equals("tensor"));
    assertThat(Plan.of("nn")).isNotEmpty().allMatch(trial -> trial.module().equals("nn"));
    assertThat(Plan.of("Sum")).allMatch(trial -> trial.operation().equals("Sum"));
    assertThat(Plan.of("SumEx")).allMatch(trial -> trial.operation().equals("LogSumExp"));
    assertThat(Plan.of("GatherBench")).allMatch(trial -> trial.operation().equals("Gather"));
    // all paths of each size, and the textbook's loop among them
    assertThat(Plan.of("MatMul")).allMatch(trial -> trial.operation().equals("MatMul"));
    assertThat(Plan.of("MatMul")).extracting(Trial::path).contains("textbook", "gpu");
  }

  @Test
  void aQuickPlanHasOneCaseOfEachOperationOnAllItsPaths() {
    List<Trial> all = Plan.of("");
    List<Trial> fewest = Plan.fewest(all);
    for (String operation : all.stream().map(Trial::operation).distinct().toList()) {
      List<Trial> chosen = fewest.stream().filter(t -> t.operation().equals(operation)).toList();
      assertThat(chosen).isNotEmpty();
      assertThat(chosen.stream().map(Trial::sameWork).distinct()).hasSize(1);
    }
    assertThat(fewest.stream().filter(trial -> trial.operation().equals("Conv2d"))).hasSize(4);
    assertThat(fewest).extracting(Trial::label).contains("Abs 1000000", "Exp 1000000");
  }
}
