package twofold.verify.tensor.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import twofold.tensor.Device;
import twofold.tensor.Shape;
import twofold.tensor.Tensor;
import twofold.tensor.io.DataException;
import twofold.tensor.io.Npy;
import twofold.tensor.io.Npz;
import twofold.tensor.io.Safetensors;
import twofold.tensor.io.TypedArray;
import twofold.verify.TempFolder;
import twofold.verify.tensor.Draw;

/** Theorems about {@code Npy}, {@code Npz} and {@code Safetensors}: what is written is read. */
class FileProperties {
  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = TempFolder.make();
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    TempFolder.remove(folder);
  }

  private static Shape shape(Draw draw) {
    return draw.chance(0.1) ? new Shape(2, 0, 3) : draw.shape();
  }

  /** Any type, any bits: every pattern of a NaN is as likely as any other number. */
  private static TypedArray array(Draw draw) {
    Shape shape = shape(draw);
    int n = shape.size();
    int[] ints =
        draw.random().ints(n).map(bits -> draw.chance(0.3) ? bits | 0x7f800000 : bits).toArray();
    long[] longs =
        draw.random()
            .longs(n)
            .map(bits -> draw.chance(0.3) ? bits | 0x7ff0000000000000L : bits)
            .toArray();
    switch (draw.from(0, 4)) {
      case 0 -> {
        return TypedArray.ofInts(shape, ints);
      }
      case 1 -> {
        return TypedArray.ofLongs(shape, longs);
      }
      case 2 -> {
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
          floats[i] = Float.intBitsToFloat(ints[i]);
        }
        return TypedArray.ofFloats(shape, floats);
      }
      case 3 -> {
        double[] doubles = new double[n];
        for (int i = 0; i < n; i++) {
          doubles[i] = Double.longBitsToDouble(longs[i]);
        }
        return TypedArray.ofDoubles(shape, doubles);
      }
      default -> {
        boolean[] booleans = new boolean[n];
        for (int i = 0; i < n; i++) {
          booleans[i] = ints[i] > 0;
        }
        return TypedArray.ofBooleans(shape, booleans);
      }
    }
  }

  private static Map<String, TypedArray> arrays(Draw draw) {
    Map<String, TypedArray> arrays = new LinkedHashMap<>();
    for (int k = draw.from(0, 4); k > 0; k--) {
      arrays.put(draw.chance(0.5) ? "näme " + k : "layer/" + k, array(draw));
    }
    return arrays;
  }

  @Property(tries = 200)
  void npyKeepsEveryBit(@ForAll long seed) {
    TypedArray array = array(new Draw(new SplittableRandom(seed)));
    Path file = folder.resolve("a.npy");
    Npy.write(file, array);
    assertThat(Npy.read(file)).isEqualTo(array);
    Npy.writeFortran(file, array);
    assertThat(Npy.read(file)).isEqualTo(array);
  }

  @Property(tries = 100)
  void npzKeepsEveryBit(@ForAll long seed) throws IOException {
    Map<String, TypedArray> arrays = arrays(new Draw(new SplittableRandom(seed)));
    Path file = folder.resolve("a.npz");
    Npz.write(file, arrays);
    assertThat(Npz.read(file)).isEqualTo(arrays);
    byte[] bytes = Files.readAllBytes(file);
    Npz.write(file, Npz.read(file));
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
  }

  @Property(tries = 100)
  void safetensorsKeepEveryBit(@ForAll long seed, @ForAll String text) throws IOException {
    Map<String, TypedArray> arrays = arrays(new Draw(new SplittableRandom(seed)));
    String sound = text.replaceAll("[\\ud800-\\udfff]", "?"); // half a character is not UTF-8
    Safetensors file = new Safetensors(arrays, Map.of("text", sound));
    Path path = folder.resolve("a.safetensors");
    file.write(path);
    assertThat(Safetensors.read(path)).isEqualTo(file);
    byte[] bytes = Files.readAllBytes(path);
    Safetensors.read(path).write(path);
    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
  }

  /** The first index runs fastest: element (i, j, …) of the one file is where the other says. */
  @Property(tries = 50)
  void fortranOrderIsTheTranspose(@ForAll long seed) throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.normals(draw.shape());
    Npy.writeFortran(folder.resolve("f.npy"), TypedArray.of(x));
    Npy.write(folder.resolve("c.npy"), TypedArray.of(x.transpose()));
    byte[] fortran = Files.readAllBytes(folder.resolve("f.npy"));
    byte[] transposed = Files.readAllBytes(folder.resolve("c.npy"));
    assertThat(fortran).hasSameSizeAs(transposed).endsWith(TypedArray.of(x.transpose()).bytes());
  }

  /** A tensor comes back as it was, on every device. */
  @Property(tries = 50)
  void tensorsComeBack(@ForAll long seed) {
    Draw draw = new Draw(new SplittableRandom(seed));
    Tensor x = draw.specials(draw.shape());
    for (Device<?> device : Device.all()) {
      Tensor there = x.to(device);
      TypedArray array = TypedArray.of(there);
      assertThat(TypedArray.of(array.tensor(device))).isEqualTo(array);
      assertThat(array.tensor(Device.reference()).toArray()).isEqualTo(there.toArray());
    }
  }

  /**
   * A sound file with one byte changed, or cut off, is read or refused with one line that names it;
   * no other exception gets out.
   */
  @Property(tries = 1000)
  void damageIsReadOrRefused(@ForAll long seed) throws IOException {
    Draw draw = new Draw(new SplittableRandom(seed));
    Path file = folder.resolve("damaged");
    Consumer<Path> read;
    switch (draw.from(0, 2)) {
      case 0 -> {
        Npy.write(file, array(draw));
        read = Npy::read;
      }
      case 1 -> {
        Npz.write(file, arrays(draw));
        read = Npz::read;
      }
      default -> {
        new Safetensors(arrays(draw), Map.of("k", "v")).write(file);
        read = Safetensors::read;
      }
    }
    byte[] bytes = Files.readAllBytes(file);
    int at = draw.from(0, Math.min(bytes.length - 1, draw.chance(0.7) ? 150 : bytes.length - 1));
    if (draw.chance(0.3)) {
      bytes = java.util.Arrays.copyOf(bytes, at);
    } else {
      bytes[at] = (byte) draw.from(0, 255);
    }
    Files.write(file, bytes);
    try {
      read.accept(file);
    } catch (DataException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
    }
  }
}
