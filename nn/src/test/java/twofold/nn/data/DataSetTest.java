package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The table of known data sets; where the files are at hand, they are compared with it. */
class DataSetTest {
  static final Iterable<DataSet> KNOWN = DataSet.KNOWN;

  @Test
  void everyNameIsItsOwn() {
    assertThat(DataSet.KNOWN.stream().map(DataSet::name)).doesNotHaveDuplicates();
    assertThat(DataSet.named("mnist")).get().extracting(DataSet::size).isEqualTo(11_594_722L);
    assertThat(DataSet.named("nothing")).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void addressesAreSafeAndChecksumsPlausible(DataSet known) {
    for (Fetch.Source source : known.sources()) {
      assertThat(source.address()).hasScheme("https");
      assertThat(source.address().getPath()).endsWith("/" + source.name());
      assertThat(source.sha256()).matches("[0-9a-f]{64}");
      assertThat(source.size()).isPositive();
    }
    if (!known.packed().isEmpty()) {
      assertThat(known.sources())
          .singleElement()
          .extracting(Fetch.Source::name, STRING)
          .endsWith(".tar.gz");
      assertThat(known.packed().stream().map(DataSet.Packed::path))
          .doesNotHaveDuplicates()
          .contains(known.file());
    } else if (!known.sources().isEmpty()) {
      assertThat(known.sources().stream().map(Fetch.Source::name))
          .doesNotHaveDuplicates()
          .anyMatch(name -> name.equals(known.file()) || name.equals(known.file() + ".gz"));
    }
  }

  /** What is unpacked is what {@link Cifar} reads, and as long as its records make it. */
  @Test
  void theFilesOfCifar(@TempDir Path folder) throws IOException {
    for (String name : List.of("cifar-10", "cifar-100")) {
      DataSet known = DataSet.named(name).orElseThrow();
      int labels = name.equals("cifar-10") ? 1 : 2;
      int pictures = 0;
      for (DataSet.Packed packed : known.packed()) {
        assertThat(packed.size() % (labels + 3 * 32 * 32)).isZero();
        pictures += (int) (packed.size() / (labels + 3 * 32 * 32));
        Path file = folder.resolve(name).resolve(packed.path());
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[labels + 3 * 32 * 32]);
      }
      assertThat(pictures).isEqualTo(60_000);
      assertThat(known.isIn(folder)).isTrue();
    }
    assertThat(Cifar.read10(folder).train().count()).isEqualTo(5);
    assertThat(Cifar.read100(folder, Cifar.Label.CLASS).test().count()).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("KNOWN")
  void theFilesThemselves(DataSet known) throws IOException {
    String data = System.getenv("TWOFOLD_DATA");
    assumeTrue(data != null && known.isIn(Path.of(data)), "no files at hand");
    for (Fetch.Source source : known.sources()) {
      Path file = known.place(Path.of(data)).resolve(source.name());
      assertThat(Files.size(file)).as(source.name()).isEqualTo(source.size());
      assertThat(Fetch.sha256(file)).as(source.name()).isEqualTo(source.sha256());
    }
  }
}
