package twofold.tensor.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Named arrays in one file, as many models are published.
 *
 * <pre>
 *   8 bytes       n, the length of the header, little-endian
 *   n bytes       JSON: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [begin, end]}, …,
 *                        "__metadata__": {"key": "text", …}}           spaces may follow
 *   the rest      the elements, row by row, little-endian; offsets count from here
 * </pre>
 *
 * The arrays must fill the rest of the file, one after the other, without gap or overlap: so every
 * byte has one meaning, and nothing can hide between.
 *
 * <p>[safetensors, https://github.com/huggingface/safetensors]
 *
 * @param arrays by name
 * @param metadata texts by name
 */
public record Safetensors(Map<String, TypedArray> arrays, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  public Safetensors {
    arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    if (arrays.containsKey(METADATA)) {
      throw new IllegalArgumentException("no array can be called " + METADATA);
    }
  }

  /**
   * Reads a file.
   *
   * @throws DataException if the file is missing, unreadable, or breaks a rule of the format
   */
  public static Safetensors read(Path file) {
    return FileSource.read(
        file,
        "a .safetensors file",
        () -> {
          try (DataInputStream in =
              new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            return read(new FileSource(file.toString()), in, Files.size(file));
          }
        });
  }

  private static Safetensors read(FileSource file, DataInputStream in, long length)
      throws IOException {
    if (length < 8) {
      throw file.wrong("is truncated: expected at least 8 bytes, got %d", length);
    }
    long n = Long.reverseBytes(in.readLong());
    if (n < 0 || n > length - 8 || n > SafetensorsHeader.LONGEST) {
      throw file.wrong(
          "has a header of %s bytes, expected at most %d",
          Long.toUnsignedString(n), Math.min(length - 8, SafetensorsHeader.LONGEST));
    }
    file.requireHeap(10 * n); // parsed JSON takes some times the room of its text
    SafetensorsHeader header =
        SafetensorsHeader.parse(in.readNBytes((int) n), length - 8 - n, file);
    file.requireHeap(length);
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : header.entries()) { // in the order of their elements
      byte[] elements = new byte[(int) (entry.end() - entry.begin())];
      in.readFully(elements);
      file.requireTruthValues(entry.type(), elements);
      arrays.put(entry.name(), new TypedArray(entry.type(), entry.shape(), elements));
    }
    return new Safetensors(arrays, header.metadata());
  }

  /**
   * Writes a file, whole or not at all. The widest elements come first, then names decide: so every
   * element lies at a multiple of its width, and the same arrays always make the same file.
   *
   * @throws DataException if the file cannot be written
   */
  public void write(Path file) {
    List<String> order =
        arrays.keySet().stream()
            .sorted(
                Comparator.<String>comparingInt(name -> -arrays.get(name).type().bytes)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    WholeFile.write(
        file,
        out -> {
          byte[] json = header(order);
          int padded = (json.length + 7) / 8 * 8;
          ByteBuffer start = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
          start.putLong(padded).put(json);
          while (start.hasRemaining()) {
            start.put((byte) ' ');
          }
          out.write(start.array());
          for (String name : order) {
            out.write(arrays.get(name).shared());
          }
        });
  }

  private byte[] header(List<String> order) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode header = json.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(METADATA);
      new TreeMap<>(metadata).forEach(texts::put);
    }
    long at = 0;
    for (String name : order) {
      TypedArray array = arrays.get(name);
      ObjectNode entry = header.putObject(name);
      entry.put("dtype", array.type().safetensors);
      ArrayNode shape = entry.putArray("shape");
      for (int dim : array.shape().dims()) {
        shape.add(dim);
      }
      entry.putArray("data_offsets").add(at).add(at + array.shared().length);
      at += array.shared().length;
    }
    return json.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
  }
}
