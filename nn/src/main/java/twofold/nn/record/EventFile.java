package twofold.nn.record;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Locale;
import javax.imageio.ImageIO;
import twofold.nn.layer.Network;
import twofold.tensor.io.DataException;

/**
 * A file of events that TensorBoard shows while it is being written.
 *
 * <pre>
 *   message Event {
 *     double wall_time = 1;  int64 step = 2;
 *     oneof what { string file_version = 3; bytes graph_def = 4; Summary summary = 5; }
 *   }
 *   message Summary {
 *     message Value {
 *       string tag = 1;
 *       oneof value { float simple_value = 2; Image image = 4; HistogramProto histo = 5; }
 *     }
 *     message Image { int32 height = 1; int32 width = 2; int32 colorspace = 3; bytes encoded_image_string = 4; }
 *     repeated Value value = 1;
 *   }
 * </pre>
 *
 * Each event is a {@linkplain TfRecord record} that is handed to the system in one piece and at
 * once: of a program that is killed all events are there, but for the one that it was just writing,
 * which its checksums give away. The first one says what the file is.
 *
 * <p>There is a second form of each value, as a tensor. TensorBoard turns the one used here into
 * the other as it reads (data_compat.py). [TensorBoard, compat/proto/event.proto and summary.proto]
 */
public final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";

  private final Path path;
  private final Clock clock;
  private final OutputStream out;

  private EventFile(Path path, Clock clock, OutputStream out) {
    this.path = path;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Begins a new file, {@code events.out.tfevents.<seconds>.<host>}, in a folder that is made if
   * there is none.
   *
   * @throws DataException if it cannot be written
   */
  public static EventFile create(Path folder) {
    return create(folder, Clock.systemUTC(), host());
  }

  static EventFile create(Path folder, Clock clock, String host) {
    // In Latin digits wherever this runs: ten of them, so that names are in the order of time.
    String name =
        String.format(Locale.ROOT, "events.out.tfevents.%010d.%s", clock.millis() / 1000, host);
    try {
      Files.createDirectories(folder);
      EventFile file = null;
      for (int k = 0; file == null; k++) {
        Path path = folder.resolve(k == 0 ? name : name + "." + k);
        try {
          OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
          file = new EventFile(path, clock, out);
        } catch (FileAlreadyExistsException e) { // another one of the same second
        }
      }
      file.write(0, out -> out.writeString(3, VERSION));
      return file;
    } catch (IOException e) {
      throw new DataException(folder + " cannot be written to: " + e, e);
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * A number that changes from step to step.
   *
   * @param tag its name; slashes make groups
   */
  public void scalar(String tag, long step, double value) {
    summary(tag, step, out -> out.writeFloat(2, (float) value));
  }

  /** How many numbers there are of which size. */
  public void histogram(String tag, long step, double[] numbers) {
    byte[] histogram = Histogram.of(numbers).toBytes();
    summary(tag, step, out -> out.writeByteArray(5, histogram));
  }

  /** A picture, kept as PNG. */
  public void image(String tag, long step, BufferedImage picture) {
    byte[] image =
        WireWriter.message(
            out -> {
              out.writeInt32(1, picture.getHeight());
              out.writeInt32(2, picture.getWidth());
              // 1 grey, 2 grey with opacity, 3 red, green and blue, 4 the same with opacity
              out.writeInt32(3, picture.getColorModel().getNumComponents());
              out.writeByteArray(4, png(picture));
            });
    summary(tag, step, out -> out.writeByteArray(4, image));
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, "png", bytes)) {
      throw new IllegalArgumentException("picture must be of a kind that PNG has, got " + picture);
    }
    return bytes.toByteArray();
  }

  /** The layers of a model, and what flows from which to which. */
  public void graph(Network model) {
    byte[] graph = LayerGraph.of(model).toBytes();
    write(0, out -> out.writeByteArray(4, graph));
  }

  private void summary(String tag, long step, WireWriter.Fields value) {
    byte[] named =
        WireWriter.message(
            out -> {
              out.writeString(1, tag);
              value.writeTo(out);
            });
    byte[] summary = WireWriter.message(out -> out.writeByteArray(1, named));
    write(step, out -> out.writeByteArray(5, summary));
  }

  private void write(long step, WireWriter.Fields what) {
    byte[] event =
        WireWriter.message(
            out -> {
              out.writeDouble(1, clock.millis() / 1e3);
              out.writeInt64(2, step);
              what.writeTo(out);
            });
    try {
      out.write(TfRecord.frame(event)); // not buffered: what is written is in the file
    } catch (IOException e) {
      throw new DataException(path + " cannot be written: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new DataException(path + " cannot be written: " + e, e);
    }
  }
}
