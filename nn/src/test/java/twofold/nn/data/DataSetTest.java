package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
    if (!known.sources().isEmpty()) {
      assertThat(known.sources().stream().map(Fetch.Source::name))
          .doesNotHaveDuplicates()
          .anyMatch(name -> name.equals(known.file()) || name.equals(known.file() + ".gz"));
    }
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
