package twofold.tensor.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import twofold.tensor.Shape;
import twofold.tensor.io.TypedArray.Type;

/** What the JSON at the start of a safetensors file says, after every claim has been checked. */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {

  /** The format's own limit. */
  static final int LONGEST = 100_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Where the elements of an array are. */
  record Entry(String name, Type type, Shape shape, long begin, long end) {}

  /**
   * @param rest how many bytes the file has after its header
   */
  static SafetensorsHeader parse(byte[] bytes, long rest, FileSource file) {
    JsonNode root = json(bytes, file);
    if (bytes.length == 0 || bytes[0] != '{' || !root.isObject()) {
      throw file.wrong("has a bad header, expected a JSON object");
    }
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getKey().equals(Safetensors.METADATA)) {
        metadata = metadata(field.getValue(), file);
      } else {
        entries.add(entry(field.getKey(), field.getValue(), file));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at) {
        throw file.wrong(
            "has %s before array %s: expected it at offset %d, got %d",
            entry.begin() < at ? "an overlap" : "a gap", entry.name(), at, entry.begin());
      }
      at = entry.end();
    }
    if (at != rest) {
      throw file.wrong(
          "%s: expected %d bytes after the header, got %d",
          at > rest ? "is truncated" : "has trailing bytes", at, rest);
    }
    return new SafetensorsHeader(List.copyOf(entries), metadata);
  }

  private static JsonNode json(byte[] bytes, FileSource file) {
    try {
      // strictly UTF-8: left alone, the parser would guess other encodings
      return JSON.readTree(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw file.wrong("has a bad header: it is not valid UTF-8");
    } catch (JsonProcessingException e) {
      throw file.wrong("has a bad header, expected JSON: %s", e.getOriginalMessage());
    }
  }

  private static Map<String, String> metadata(JsonNode node, FileSource file) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getValue().isTextual()) {
        throw file.wrong("has bad metadata, expected a text for %s", field.getKey());
      }
      texts.put(field.getKey(), field.getValue().textValue());
    }
    if (!node.isObject()) {
      throw file.wrong("has bad metadata, expected an object");
    }
    return texts;
  }

  private static Entry entry(String name, JsonNode node, FileSource file) {
    Set<String> keys = new TreeSet<>();
    node.fieldNames().forEachRemaining(keys::add);
    if (!keys.equals(Set.of("data_offsets", "dtype", "shape"))) {
      throw file.wrong(
          "has a bad array %s, expected data_offsets, dtype and shape, got %s",
          name, String.join(", ", keys));
    }
    Type type = type(name, node.get("dtype"), file);
    long[] dims = integers(name, "shape", node.get("shape"), Integer.MAX_VALUE, file);
    int[] extents = new int[dims.length];
    for (int axis = 0; axis < dims.length; axis++) {
      extents[axis] = (int) dims[axis];
    }
    Shape shape = file.shape(extents, type);
    long[] offsets = integers(name, "data_offsets", node.get("data_offsets"), 1L << 62, file);
    if (offsets.length != 2 || offsets[1] - offsets[0] != (long) shape.size() * type.bytes) {
      throw file.wrong(
          "has a bad array %s: %s of %s needs %d bytes, data_offsets are %s",
          name, shape, type, (long) shape.size() * type.bytes, node.get("data_offsets"));
    }
    return new Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private static Type type(String name, JsonNode dtype, FileSource file) {
    for (Type type : Type.values()) {
      if (dtype.isTextual() && dtype.textValue().equals(type.safetensors)) {
        return type;
      }
    }
    throw file.wrong(
        "has an array %s of a type not read here, expected F32, F64, I32, I64 or BOOL, got %s",
        name, dtype);
  }

  private static long[] integers(
      String name, String key, JsonNode node, long most, FileSource file) {
    boolean sound = node.isArray();
    for (JsonNode number : node) {
      sound &= number.isIntegralNumber() && number.canConvertToLong();
      sound = sound && number.longValue() >= 0 && number.longValue() <= most;
    }
    if (!sound) {
      String got = node.toString();
      throw file.wrong(
          "has a bad array %s, expected integers from 0 to %d for %s, got %s",
          name, most, key, got.substring(0, Math.min(got.length(), 100)));
    }
    long[] values = new long[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).longValue();
    }
    return values;
  }
}
