package twofold.nn.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import twofold.tensor.io.DataException;

/**
 * One example of a data set: features by name, and nothing said about what they mean. Files of
 * {@linkplain TfRecord records} hold one in each record.
 *
 * <pre>
 *   message Example  { Features features = 1; }
 *   message Features { map&lt;string, Feature&gt; feature = 1; }        an entry has key = 1, value = 2
 * </pre>
 *
 * What is written is sorted by name: the same example, the same bytes. What is read may be in any
 * order; of two features of a name the last counts, and fields that are not known are passed over.
 * [TensorFlow, tensorflow/core/example/example.proto; Protocol Buffers, Encoding]
 *
 * @param features by name
 */
public record Example(Map<String, Feature> features) {

  public Example {
    features = Collections.unmodifiableMap(new TreeMap<>(features));
  }

  /** The message Example. */
  public byte[] toBytes() {
    byte[] all =
        WireWriter.message(
            out -> {
              for (Map.Entry<String, Feature> feature : features.entrySet()) {
                out.writeByteArray(1, entry(feature.getKey(), feature.getValue()));
              }
            });
    return WireWriter.message(out -> out.writeByteArray(1, all));
  }

  private static byte[] entry(String name, Feature feature) {
    return WireWriter.message(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, feature.toBytes());
        });
  }

  /**
   * Reads a message Example. A feature that is of no kind is as good as absent.
   *
   * @throws DataException if the bytes are something else
   */
  public static Example parse(byte[] message) {
    Map<String, Feature> features = new HashMap<>();
    try {
      WireReader in = new WireReader(message);
      while (in.next()) {
        if (in.field() == 1) {
          readFeatures(in.bytes(), features);
        } else {
          in.skip();
        }
      }
    } catch (IOException e) {
      throw new DataException("the bytes are not an Example: " + e.getMessage(), e);
    }
    return new Example(features);
  }

  private static void readFeatures(byte[] message, Map<String, Feature> features)
      throws IOException {
    WireReader in = new WireReader(message);
    while (in.next()) {
      if (in.field() == 1) {
        readEntry(in.bytes(), features);
      } else {
        in.skip();
      }
    }
  }

  private static void readEntry(byte[] message, Map<String, Feature> features) throws IOException {
    String name = "";
    FeatureReader value = new FeatureReader();
    WireReader in = new WireReader(message);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> name = in.text();
        case 2 -> value.read(in.bytes());
        default -> in.skip();
      }
    }
    Feature feature = value.feature();
    if (feature == null) {
      features.remove(name);
    } else {
      features.put(name, feature);
    }
  }

  /** Writes a file of examples, gzipped if its name ends with {@code .gz}, whole or not at all. */
  public static void writeAll(Path file, List<Example> examples) {
    TfRecord.write(file, () -> examples.stream().map(Example::toBytes).iterator());
  }

  /**
   * Reads a file of examples.
   *
   * @throws DataException if a record is damaged or no example
   */
  public static List<Example> readAll(Path file) {
    List<Example> examples = new ArrayList<>();
    TfRecord.forEach(
        file,
        record -> {
          try {
            examples.add(parse(record));
          } catch (DataException e) {
            int number = examples.size() + 1;
            throw new DataException(file + ": record " + number + ": " + e.getMessage(), e);
          }
        });
    return examples;
  }

  /** The feature of this name, which must be texts, or pictures in their files' format. */
  public List<byte[]> bytes(String name) {
    return get(name, Feature.Bytes.class).values();
  }

  /** The feature of this name, which must be numbers. */
  public float[] floats(String name) {
    return get(name, Feature.Floats.class).values();
  }

  /** The feature of this name, which must be integers. */
  public long[] integers(String name) {
    return get(name, Feature.Integers.class).values();
  }

  private <F extends Feature> F get(String name, Class<F> kind) {
    Feature feature = features.get(name);
    if (!kind.isInstance(feature)) {
      String known =
          features.entrySet().stream()
              .map(e -> e.getKey() + " (" + e.getValue().getClass().getSimpleName() + ")")
              .collect(Collectors.joining(", "));
      throw new DataException(
          "expected a feature '%s' of kind %s, got %s"
              .formatted(name, kind.getSimpleName(), known.isEmpty() ? "none" : known));
    }
    return kind.cast(feature);
  }
}
