package twofold.verify.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A small project with a book that uses everything, in a folder of its own, to be broken. */
final class SampleBook {
  final Path home;

  private SampleBook(Path home) {
    this.home = home;
  }

  /** As it lies among the resources: its excerpts, numbers and figures have to be refreshed. */
  static SampleBook raw(Path folder) {
    try {
      Path sample = Path.of(SampleBook.class.getResource("sample").toURI());
      Path home = folder.resolve("sample");
      try (Stream<Path> files = Files.walk(sample)) {
        for (Path file : files.toList()) {
          Files.copy(file, home.resolve(sample.relativize(file).toString()));
        }
      }
      return new SampleBook(home);
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static SampleBook fresh(Path folder) {
    SampleBook sample = raw(folder);
    Weaver.weave(sample.home, folder.resolve("first"), true);
    return sample;
  }

  String text(String file) {
    try {
      return Files.readString(home.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(String file, String text) {
    try {
      Files.createDirectories(home.resolve(file).getParent());
      Files.writeString(home.resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces the first of these words in a file, which must be there. */
  void replace(String file, String old, String words) {
    String text = text(file);
    int place = text.indexOf(old);
    if (place < 0) {
      throw new IllegalStateException(file + " does not contain " + old);
    }
    write(file, text.substring(0, place) + words + text.substring(place + old.length()));
  }

  List<String> problems() {
    return Weaver.check(home).problems().stream().map(Problem::toString).toList();
  }
}
