package twofold.nn.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import twofold.nn.data.LabelledImages;
import twofold.nn.pipeline.Dataset;
import twofold.tensor.io.DataException;

/**
 * Pictures in folders, one folder for each class.
 *
 * <pre>
 *   flowers/daisy/001.jpg            class 0
 *   flowers/daisy/002.png
 *   flowers/rose/7.jpeg              class 1: names in alphabetical order
 * </pre>
 *
 * <p>Files whose names end in .jpg, .jpeg or .png, in large letters or small, are pictures. Others,
 * and those whose names begin with a dot, are passed over: systems leave such files behind. Nothing
 * is decoded before it is asked for.
 *
 * @param folder where the folders of the classes are
 * @param classes their names, in alphabetical order
 * @param files all pictures, class by class, in alphabetical order
 * @param labels the class of each file; not to be changed
 */
public record ImageFolder(Path folder, List<String> classes, List<Path> files, int[] labels) {
  /** Decoded at a time, some by each thread. */
  private static final int WINDOW = 64;

  /** As many as a byte can number. */
  private static final int MOST_CLASSES = 256;

  /**
   * A picture that was read.
   *
   * @param file where it was
   * @param label its class
   */
  public record Labelled(Path file, Picture picture, int label) {}

  public ImageFolder {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    if (labels.length != files.size()) {
      throw new IllegalArgumentException(
          files.size() + " files need as many labels, got " + labels.length);
    }
  }

  /**
   * Looks which pictures there are.
   *
   * @throws DataException if this is no folder with folders, or one of them has no pictures
   */
  public static ImageFolder open(Path folder) {
    List<Path> places = list(folder, Files::isDirectory);
    if (places.isEmpty()) {
      throw new DataException(folder + " has no folders, expected one for each class");
    }
    if (places.size() > MOST_CLASSES) {
      throw new DataException(
          folder + " must have at most " + MOST_CLASSES + " folders, got " + places.size());
    }
    List<String> classes = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path place : places) {
      List<Path> pictures = list(place, ImageFolder::isPicture);
      if (pictures.isEmpty()) {
        throw new DataException(place + " has no pictures, expected .jpg, .jpeg or .png files");
      }
      pictures.forEach(file -> labels.add(classes.size()));
      files.addAll(pictures);
      classes.add(place.getFileName().toString());
    }
    return new ImageFolder(
        folder, classes, files, labels.stream().mapToInt(label -> label).toArray());
  }

  private static List<Path> list(Path folder, java.util.function.Predicate<Path> wanted) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + " is not a folder, expected one with pictures");
    }
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(path -> !path.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isPicture(Path path) {
    return path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(jpe?g|png)");
  }

  /**
   * The pictures one after another, each as large as it is; decoded by all threads while they are
   * walked through.
   */
  public Dataset<Labelled> pictures() {
    return Dataset.range(files.size())
        .mapParallel(
            i -> new Labelled(files.get(i), PictureFile.read(files.get(i)), labels[i]), WINDOW);
  }

  /**
   * All pictures in memory, which must be of one size.
   *
   * @throws DataException if a picture is unsound, two differ in size, or they are too many
   */
  public LabelledImages read() {
    return read(picture -> picture);
  }

  /**
   * All pictures in memory, brought to one size: {@code read(p -> Resize.area(p, 64, 64))}. If any
   * of them has colours, all get them.
   *
   * @throws DataException if a picture is unsound, two still differ in size, or they are too many
   */
  public LabelledImages read(UnaryOperator<Picture> resize) {
    Gathering gathering = new Gathering();
    pictures()
        .mapParallel(one -> new Labelled(one.file, resize.apply(one.picture), one.label), WINDOW)
        .forEach(0, gathering::add);
    return gathering.images();
  }

  /** Pictures of one size as bytes. */
  private final class Gathering {
    private final List<byte[]> pixels = new ArrayList<>();
    private Labelled first;
    private boolean anyColour;

    void add(Labelled one) {
      if (first == null) {
        first = one;
        requireRoom(one.picture);
      }
      Picture picture = one.picture;
      if (picture.height() != first.picture.height() || picture.width() != first.picture.width()) {
        throw new DataException(
            "%s is %s, but %s is %s (rows x columns); read them with a resize"
                .formatted(first.file, size(first.picture), one.file, size(picture)));
      }
      anyColour |= picture.channels() == 3;
      pixels.add(bytes(picture));
    }

    LabelledImages images() {
      int plane = first.picture.height() * first.picture.width();
      int channels = anyColour ? 3 : 1;
      byte[] all = new byte[files.size() * channels * plane];
      byte[] classOf = new byte[files.size()];
      for (int i = 0; i < classOf.length; i++) {
        classOf[i] = (byte) labels[i];
        for (int k = 0; k < channels; k++) {
          // A grey picture among coloured ones has the same red, green and blue.
          int from = pixels.get(i).length == plane ? 0 : k * plane;
          System.arraycopy(pixels.get(i), from, all, (i * channels + k) * plane, plane);
        }
      }
      return new LabelledImages(
          channels, first.picture.height(), first.picture.width(), classes.size(), all, classOf);
    }

    /** Known after the first one: the others are as large, and may have colours. */
    private void requireRoom(Picture picture) {
      long bytes = 3L * picture.height() * picture.width() * files.size();
      long heap = Runtime.getRuntime().maxMemory();
      if (bytes > Math.min(Integer.MAX_VALUE - 8, heap / 4)) {
        throw new DataException(
            "%s has %d pictures of %s, too many for this JVM; read them smaller, or one by one"
                .formatted(folder, files.size(), size(picture)));
      }
    }
  }

  private static String size(Picture picture) {
    return picture.height() + " x " + picture.width();
  }

  private static byte[] bytes(Picture picture) {
    float[] values = picture.values();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(255 * Math.max(0, Math.min(1, values[i])));
    }
    return bytes;
  }
}
