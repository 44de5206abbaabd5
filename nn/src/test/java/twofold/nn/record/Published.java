package twofold.nn.record;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Locale;

/**
 * What others make of our bytes: Protocol Buffers' own parser, told the fields as they are
 * published, in tensorboard/compat/proto/ of github.com/tensorflow/tensorboard (event, summary,
 * histogram, graph, node_def, attr_value, tensor_shape and versions.proto).
 */
final class Published {
  private Published() {}

  private static final String[] MESSAGES = {
    "Event: double wall_time 1, int64 step 2, string file_version 3, bytes graph_def 4, Summary summary 5",
    "Summary: *Value value 1",
    "Value: string tag 1, float simple_value 2, Image image 4, HistogramProto histo 5",
    "Image: int32 height 1, int32 width 2, int32 colorspace 3, bytes encoded_image_string 4",
    "HistogramProto: double min 1, double max 2, double num 3, double sum 4, double sum_squares 5,"
        + " *double bucket_limit 6, *double bucket 7",
    "GraphDef: *NodeDef node 1, VersionDef versions 4",
    "NodeDef: string name 1, string op 2, *string input 3, *AttrEntry attr 5",
    "AttrEntry: string key 1, AttrValue value 2", // what a map is on the wire
    "AttrValue: ListValue list 1, bytes s 2",
    "ListValue: *TensorShapeProto shape 7",
    "TensorShapeProto: *Dim dim 2",
    "Dim: int64 size 1",
    "VersionDef: int32 producer 1"
  };

  private static final FileDescriptor FILE = file();

  private static FileDescriptor file() {
    FileDescriptorProto.Builder file =
        FileDescriptorProto.newBuilder().setName("published.proto").setSyntax("proto3");
    for (String message : MESSAGES) {
      String[] parts = message.split(": ");
      DescriptorProto.Builder builder = DescriptorProto.newBuilder().setName(parts[0]);
      for (String field : parts[1].split(", ")) {
        builder.addField(field(field.split(" ")));
      }
      file.addMessageType(builder);
    }
    try {
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException e) {
      throw new AssertionError(e);
    }
  }

  private static FieldDescriptorProto.Builder field(String[] words) {
    boolean repeated = words[0].startsWith("*");
    String type = repeated ? words[0].substring(1) : words[0];
    FieldDescriptorProto.Builder field =
        FieldDescriptorProto.newBuilder()
            .setName(words[1])
            .setNumber(Integer.parseInt(words[2]))
            .setLabel(repeated ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
    return Character.isUpperCase(type.charAt(0))
        ? field.setType(Type.TYPE_MESSAGE).setTypeName("." + type)
        : field.setType(Type.valueOf("TYPE_" + type.toUpperCase(Locale.ROOT)));
  }

  /** A message of this type; every one of its fields, and of theirs, must be a published one. */
  static DynamicMessage parse(String type, byte[] bytes) {
    try {
      DynamicMessage message =
          DynamicMessage.parseFrom(FILE.findMessageTypeByName(type), ByteString.copyFrom(bytes));
      requireKnown(message);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static void requireKnown(DynamicMessage message) {
    if (!message.getUnknownFields().asMap().isEmpty()) {
      throw new AssertionError(
          message.getDescriptorForType().getName() + " has " + message.getUnknownFields());
    }
    for (Object value : message.getAllFields().values()) {
      for (Object one : value instanceof List<?> many ? many : List.of(value)) {
        if (one instanceof DynamicMessage inner) {
          requireKnown(inner);
        }
      }
    }
  }

  /** The field at the end of a path of names. */
  @SuppressWarnings("unchecked") // a test that is wrong about a type fails
  static <T> T get(DynamicMessage message, String... path) {
    Object value = message;
    for (String name : path) {
      DynamicMessage holder = (DynamicMessage) value;
      FieldDescriptor field = holder.getDescriptorForType().findFieldByName(name);
      value = holder.getField(field);
    }
    return (T) value;
  }

  static boolean has(DynamicMessage message, String name) {
    return message.hasField(message.getDescriptorForType().findFieldByName(name));
  }
}
