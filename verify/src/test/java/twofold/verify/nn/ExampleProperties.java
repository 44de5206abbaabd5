package twofold.verify.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;
import twofold.nn.record.Example;
import twofold.nn.record.Feature;
import twofold.tensor.io.DataException;
import twofold.verify.tensor.Draw;

/**
 * {@code Example}: what is written is read, by others too; of bytes that somebody has been at, no
 * more is believed than Protocol Buffers' own parser believes.
 */
class ExampleProperties {
  private static final String[] NAMES = {"", "age", "pixels", "Größe", "🙂", "a\nb"};

  private static Example example(Draw draw) {
    Map<String, Feature> features = new TreeMap<>();
    for (int k = draw.from(0, 4); k > 0; k--) {
      features.put(NAMES[draw.from(0, NAMES.length - 1)], feature(draw));
    }
    return new Example(features);
  }

  private static Feature feature(Draw draw) {
    int n = draw.from(0, 5);
    return switch (draw.from(0, 2)) {
      case 0 -> {
        List<byte[]> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
          byte[] value = new byte[draw.from(0, 3)];
          draw.random().nextBytes(value);
          values.add(value);
        }
        yield new Feature.Bytes(values);
      }
      case 1 -> {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
          values[i] = Float.intBitsToFloat(draw.random().nextInt());
        }
        yield new Feature.Floats(values);
      }
      default ->
          new Feature.Integers(
              draw.random().longs(n).map(bits -> bits >> draw.from(0, 63)).toArray());
    };
  }

  @Property
  void whatIsWrittenIsRead(@ForAll long seed) {
    Example example = example(new Draw(new SplittableRandom(seed)));
    assertThat(Example.parse(example.toBytes())).isEqualTo(example);
  }

  @Property
  void othersReadTheSame(@ForAll long seed) throws InvalidProtocolBufferException {
    Example example = example(new Draw(new SplittableRandom(seed)));
    assertThat(asOthersRead(example.toBytes())).isEqualTo(example);
  }

  /** Bits flipped, bytes lost, pieces doubled: an error, or what others read. */
  @Property(tries = 20_000)
  void damagedBytesAreRefusedOrReadAsOthersReadThem(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    byte[] bytes = example(draw).toBytes();
    for (int k = draw.from(1, 3); k > 0 && bytes.length > 0; k--) {
      bytes = damage(draw, bytes);
    }
    try {
      Example read = Example.parse(bytes);
      Statistics.collect("read");
      assertThat(read).isEqualTo(asOthersRead(bytes));
    } catch (DataException refused) {
      Statistics.collect("refused");
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("read what others refuse: " + e.getMessage(), e);
    }
    Statistics.coverage(
        c -> {
          c.check("read").percentage(p -> p > 10);
          c.check("refused").percentage(p -> p > 10);
        });
  }

  private static byte[] damage(Draw draw, byte[] bytes) {
    int from = draw.from(0, bytes.length - 1);
    int to = draw.from(from, bytes.length);
    ByteArrayOutputStream damaged = new ByteArrayOutputStream();
    switch (draw.from(0, 3)) {
      case 0 -> {
        bytes[from] ^= (byte) (1 << draw.from(0, 7));
        return bytes;
      }
      case 1 -> damaged.write(bytes, 0, from);
      case 2 -> {
        damaged.write(bytes, 0, from);
        damaged.write(bytes, to, bytes.length - to);
      }
      default -> {
        damaged.write(bytes, 0, to);
        damaged.write(bytes, from, bytes.length - from);
      }
    }
    return damaged.toByteArray();
  }

  /** As the fields are published: tensorflow/core/example/example.proto and feature.proto. */
  private static final FileDescriptor FILE = file();

  private static FileDescriptor file() {
    DescriptorProto.Builder feature = DescriptorProto.newBuilder().setName("Feature");
    feature.addOneofDecl(OneofDescriptorProto.newBuilder().setName("kind"));
    for (FieldDescriptorProto.Builder kind :
        List.of(
            field("bytes_list", 1, "BytesList"),
            field("float_list", 2, "FloatList"),
            field("int64_list", 3, "Int64List"))) {
      feature.addField(kind.setOneofIndex(0));
    }
    FileDescriptorProto file =
        FileDescriptorProto.newBuilder()
            .setName("example.proto")
            .setSyntax("proto3")
            .addMessageType(message("Example", field("features", 1, "Features")))
            .addMessageType(message("Features", many(field("feature", 1, "Entry"))))
            .addMessageType(
                message("Entry", field("key", 1, Type.TYPE_STRING), field("value", 2, "Feature")))
            .addMessageType(feature)
            .addMessageType(message("BytesList", many(field("value", 1, Type.TYPE_BYTES))))
            .addMessageType(message("FloatList", many(field("value", 1, Type.TYPE_FLOAT))))
            .addMessageType(message("Int64List", many(field("value", 1, Type.TYPE_INT64))))
            .build();
    try {
      return FileDescriptor.buildFrom(file, new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static DescriptorProto message(String name, FieldDescriptorProto.Builder... fields) {
    DescriptorProto.Builder message = DescriptorProto.newBuilder().setName(name);
    Arrays.stream(fields).forEach(message::addField);
    return message.build();
  }

  private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setType(type)
        .setLabel(Label.LABEL_OPTIONAL);
  }

  private static FieldDescriptorProto.Builder field(String name, int number, String message) {
    return field(name, number, Type.TYPE_MESSAGE).setTypeName("." + message);
  }

  private static FieldDescriptorProto.Builder many(FieldDescriptorProto.Builder field) {
    return field.setLabel(Label.LABEL_REPEATED);
  }

  @SuppressWarnings("unchecked") // a test that is wrong about a type fails
  private static <T> T get(DynamicMessage message, String name) {
    return (T) message.getField(message.getDescriptorForType().findFieldByName(name));
  }

  private static boolean has(DynamicMessage message, String name) {
    return message.hasField(message.getDescriptorForType().findFieldByName(name));
  }

  private static Example asOthersRead(byte[] bytes) throws InvalidProtocolBufferException {
    DynamicMessage example =
        DynamicMessage.parseFrom(FILE.findMessageTypeByName("Example"), ByteString.copyFrom(bytes));
    Map<String, Feature> features = new TreeMap<>();
    DynamicMessage all = get(example, "features");
    for (DynamicMessage entry : ExampleProperties.<List<DynamicMessage>>get(all, "feature")) {
      String name = get(entry, "key");
      Feature feature = translate(get(entry, "value"));
      if (feature == null) {
        features.remove(name);
      } else {
        features.put(name, feature);
      }
    }
    return new Example(features);
  }

  private static Feature translate(DynamicMessage feature) {
    if (has(feature, "bytes_list")) {
      List<ByteString> values = get(get(feature, "bytes_list"), "value");
      return new Feature.Bytes(values.stream().map(ByteString::toByteArray).toList());
    }
    if (has(feature, "float_list")) {
      List<Float> values = get(get(feature, "float_list"), "value");
      float[] floats = new float[values.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = values.get(i);
      }
      return new Feature.Floats(floats);
    }
    if (has(feature, "int64_list")) {
      List<Long> values = get(get(feature, "int64_list"), "value");
      return new Feature.Integers(values.stream().mapToLong(v -> v).toArray());
    }
    return null;
  }
}
