package twofold.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static twofold.nn.data.TextsOnDisk.cut;
import static twofold.nn.data.TextsOnDisk.fails;
import static twofold.nn.data.TextsOnDisk.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of {@code Document}, and of the R8 split, which is made of them. */
class DocumentTest {
  @TempDir Path folder;

  @Test
  void aLineIsALabelAndWords() {
    Path file = write(folder.resolve("texts.txt.gz"), "trade\tships and  grain \nearn\tprofit");
    List<Document> documents = Document.readAll(file);
    assertThat(documents)
        .containsExactly(
            new Document("trade", List.of("ships", "and", "grain")),
            new Document("earn", List.of("profit")));
    assertThat(Document.classes(documents)).containsExactly("earn", "trade");
    assertThat(documents.get(0).beginning(2)).isEqualTo("ships and …");
    assertThat(documents.get(0).beginning(3)).isEqualTo("ships and grain");
  }

  @Test
  void whatIsWrongIsNamed() throws IOException {
    Path file = folder.resolve("texts.txt");
    fails(() -> Document.readAll(file), "texts.txt does not exist");
    fails(() -> Document.readAll(folder), "is a folder");
    write(file, "");
    fails(() -> Document.readAll(file), "texts.txt is empty");
    write(file, "a\tb\nno tab\n");
    fails(() -> Document.readAll(file), "texts.txt:2: expected a label, a tab and words");
    write(file, "a\tb\n\n");
    fails(() -> Document.readAll(file), "texts.txt:2: expected a label");
    write(file, "a\t  \n");
    fails(() -> Document.readAll(file), "texts.txt:1: expected words after the label, got none");
    Files.write(file, new byte[] {'a', '\t', (byte) 0xff, '\n'});
    fails(() -> Document.readAll(file), "texts.txt:1: is not text in UTF-8");
  }

  @Test
  void packedFilesMustBeWhole() throws IOException {
    Path file = write(folder.resolve("texts.gz"), "label\tword\n".repeat(1000));
    cut(file, 0.5);
    fails(() -> Document.readAll(file), "texts.gz is truncated");
    Files.writeString(file, "label\tword\n");
    fails(() -> Document.readAll(file), "texts.gz is not a sound gzip file");
  }

  @Test
  void reutersIsTwoFiles() {
    Path train = write(folder.resolve("R8-train.txt"), "earn\ta b\nacq\tc\n");
    fails(() -> ReutersR8.read(folder), "R8-test.txt does not exist, with or without .gz");
    Path test = write(folder.resolve("R8-test.txt"), "acq\ta\nwheat\tb\n");
    fails(() -> ReutersR8.read(folder), "R8-train.txt must have 8 topics, got 2");
    write(train, "acq\ta\n1\ta\n2\ta\n3\ta\n4\ta\n5\ta\n6\ta\n7\ta\n1\tb");
    fails(() -> ReutersR8.read(folder), "R8-test.txt:2: topic wheat does not occur");
    write(test, "acq\ta\n");
    ReutersR8 news = ReutersR8.read(folder);
    assertThat(news.train()).hasSize(9);
    assertThat(news.test()).containsExactly(new Document("acq", List.of("a")));
    fails(() -> ReutersR8.read(folder.resolve("no")), "is not a folder");
  }
}
