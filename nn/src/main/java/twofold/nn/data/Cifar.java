package twofold.nn.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import twofold.tensor.io.DataException;

/**
 * Small photographs of things in colour, 3 × 32 × 32, in the binary form they are published in.
 *
 * <pre>
 *   CIFAR-10    data_batch_1.bin … data_batch_5.bin, test_batch.bin     class, then 3072 pixels
 *   CIFAR-100   train.bin, test.bin              group of classes, class, then 3072 pixels
 *
 *   pixels: red, green, blue, each row by row; one record after another, and no header
 * </pre>
 *
 * <p>Fewer records in a file are accepted, parts of one are not. [Krizhevsky, Learning Multiple
 * Layers of Features from Tiny Images, 2009]
 *
 * @param train what to learn from
 * @param test what to be judged by
 */
public record Cifar(LabelledImages train, LabelledImages test) {
  private static final int CHANNELS = 3;
  private static final int SIDE = 32;
  private static final int PIXELS = CHANNELS * SIDE * SIDE;

  /** Which of its labels a picture of CIFAR-100 is given. */
  public enum Label {
    /** One of 20 groups: fish, flowers, … */
    GROUP(20),
    /** One of 100 classes: flatfish, orchids, … */
    CLASS(100);

    private final int classes;

    Label(int classes) {
      this.classes = classes;
    }
  }

  /**
   * What stands before the pixels of a record.
   *
   * @param classes how many values each label has
   * @param used which of the labels is wanted
   */
  private record Form(int[] classes, int used) {
    int recordSize() {
      return classes.length + PIXELS;
    }
  }

  /**
   * Reads CIFAR-10 from {@code cifar-10-batches-bin}, or from the folder itself if there is no
   * such; that folder is {@code folder/cifar-10}, or else {@code folder}.
   *
   * @throws DataException if a file is missing or unsound
   */
  public static Cifar read10(Path folder) {
    Path place = DataFiles.place(DataFiles.place(folder, "cifar-10"), "cifar-10-batches-bin");
    List<Path> train =
        IntStream.rangeClosed(1, 5)
            .mapToObj(batch -> place.resolve("data_batch_" + batch + ".bin"))
            .toList();
    return read(train, place.resolve("test_batch.bin"), new Form(new int[] {10}, 0));
  }

  /**
   * Reads CIFAR-100 from {@code cifar-100-binary}, or from the folder itself if there is no such;
   * that folder is {@code folder/cifar-100}, or else {@code folder}.
   *
   * @throws DataException if a file is missing or unsound
   */
  public static Cifar read100(Path folder, Label label) {
    Path place = DataFiles.place(DataFiles.place(folder, "cifar-100"), "cifar-100-binary");
    int[] classes = {Label.GROUP.classes, Label.CLASS.classes};
    return read(
        List.of(place.resolve("train.bin")),
        place.resolve("test.bin"),
        new Form(classes, label.ordinal()));
  }

  private static Cifar read(List<Path> train, Path test, Form form) {
    return new Cifar(images(train, form), images(List.of(test), form));
  }

  private static LabelledImages images(List<Path> files, Form form) {
    List<Integer> counts = new ArrayList<>();
    long all = 0;
    for (Path file : files) {
      counts.add(records(file, form));
      all += counts.get(counts.size() - 1);
    }
    // Nothing is allocated before the files have shown how much they hold.
    long heap = Runtime.getRuntime().maxMemory();
    if (all * PIXELS > Math.min(Integer.MAX_VALUE - 8, heap / 3)) {
      throw new DataException(
          files.get(0)
              + " and its %d neighbours are too large for this JVM: %d pictures, -Xmx allows %d bytes"
                  .formatted(files.size() - 1, all, heap));
    }
    byte[] pixels = new byte[(int) all * PIXELS];
    byte[] labels = new byte[(int) all];
    int at = 0;
    for (int f = 0; f < files.size(); f++) {
      read(files.get(f), counts.get(f), form, pixels, labels, at);
      at += counts.get(f);
    }
    return new LabelledImages(CHANNELS, SIDE, SIDE, form.classes[form.used], pixels, labels);
  }

  /** How many records a file holds, by its length. */
  private static int records(Path file, Form form) {
    DataFiles.requireFile(file, "a file of CIFAR pictures");
    try {
      long length = Files.size(file);
      if (length == 0) {
        throw new DataException(file + " is empty");
      }
      if (length % form.recordSize() != 0) {
        throw new DataException(
            "%s is truncated or no file of CIFAR pictures: expected a multiple of %d bytes, got %d"
                .formatted(file, form.recordSize(), length));
      }
      return (int) Math.min(Integer.MAX_VALUE, length / form.recordSize());
    } catch (IOException e) {
      throw DataFiles.failure(file, e);
    }
  }

  private static void read(Path file, int count, Form form, byte[] pixels, byte[] labels, int at) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] bytes = new byte[form.recordSize()];
      for (int i = 0; i < count; i++) {
        if (in.readNBytes(bytes, 0, bytes.length) < bytes.length) {
          throw new EOFException();
        }
        for (int k = 0; k < form.classes.length; k++) {
          if ((bytes[k] & 0xff) >= form.classes[k]) {
            throw new DataException(
                "%s must have labels 0 to %d, got %d at byte %d"
                    .formatted(
                        file,
                        form.classes[k] - 1,
                        bytes[k] & 0xff,
                        (long) i * form.recordSize() + k));
          }
        }
        labels[at + i] = bytes[form.used];
        System.arraycopy(bytes, form.classes.length, pixels, (at + i) * PIXELS, PIXELS);
      }
    } catch (EOFException e) {
      throw new DataException(file + " became shorter while it was read", e);
    } catch (IOException e) {
      throw DataFiles.failure(file, e);
    }
  }
}
