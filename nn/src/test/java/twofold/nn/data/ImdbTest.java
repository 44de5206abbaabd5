package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.nn.data.TextsOnDisk.cut;
import static twofold.nn.data.TextsOnDisk.fails;
import static twofold.nn.data.TextsOnDisk.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of {@code Imdb}. */
class ImdbTest {
  @TempDir Path folder;
  private Path place;

  @BeforeEach
  void threeFiles() throws IOException {
    place = Files.createDirectory(folder.resolve("imdb"));
    write(place.resolve("imdb-vocab.tsv"), "rank\tword\tcount\n1\tthe\t9\n2\tgood\t2\n3\tbad\t2\n");
    write(place.resolve("imdb-train.idx.gz"), "0\t1 3\n1\t2 1 2\n");
    write(place.resolve("imdb-test.idx"), "1\t0 2\n");
  }

  @Test
  void ranksBecomeWords() {
    Imdb imdb = Imdb.read(folder);
    assertThat(imdb.train())
        .containsExactly(
            new Document("negative", List.of("the", "bad")),
            new Document("positive", List.of("good", "the", "good")));
    assertThat(imdb.test()).containsExactly(new Document("positive", List.of(Imdb.UNSEEN, "good")));
    assertThat(Imdb.read(place)).isEqualTo(imdb);
  }

  @Test
  void theVocabularyIsInOrder() {
    Path file = place.resolve("imdb-vocab.tsv");
    write(file, "rank\tword\tcount\n1\tthe\t9\n3\tbad\t2\n");
    fails(() -> Imdb.read(folder), "imdb-vocab.tsv:3: expected rank 2, got 3");
    write(file, "rank\tword\tcount\n1\tthe\n");
    fails(() -> Imdb.read(folder), "imdb-vocab.tsv:2: expected rank, word, count; got 2 fields");
    write(file, "");
    fails(() -> Imdb.read(folder), "imdb-vocab.tsv is empty");
  }

  @Test
  void reviewsAreLabelsAndKnownRanks() throws IOException {
    Path file = place.resolve("imdb-test.idx");
    write(file, "1\t1 2\n2\t1\n");
    fails(() -> Imdb.read(folder), "imdb-test.idx:2: expected label 0 or 1 and a tab, got 2");
    write(file, "1\t1 4\n");
    fails(() -> Imdb.read(folder), "imdb-test.idx:1: expected ranks from 0 to 3", "got 4");
    write(file, "1\t1 -1\n");
    fails(() -> Imdb.read(folder), "got -1");
    write(file, "1\t1 good\n");
    fails(() -> Imdb.read(folder), "got good");
    write(file, "1\t\n");
    fails(() -> Imdb.read(folder), "imdb-test.idx:1: expected ranks after the label, got none");
    Files.delete(file);
    fails(() -> Imdb.read(folder), "imdb-test.idx does not exist, with or without .gz");
    cut(place.resolve("imdb-train.idx.gz"), 0.7);
    fails(() -> Imdb.read(folder), "imdb-train.idx.gz is truncated");
  }
}
