package twofold.verify.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import twofold.tensor.Tensor;

/**
 * Imports of everything public, found on the class path.
 *
 * <pre>
 *   import twofold.tensor.*;                        each package
 *   import static twofold.tensor.Sqrt.sqrt;         each static method that makes a Tensor
 *   import twofold.tensor.Mean;                     of a name that several packages have: the one nearest to
 *                                                   the root, of these the first in the alphabet; or that
 *                                                   Java has as well
 * </pre>
 */
final class Imports {
  private static final List<String> JAVA =
      List.of("java.nio.file", "java.util", "java.util.function", "java.util.stream");

  private Imports() {}

  /** Those of a class path, as lines of Java. */
  static List<String> of(String classPath) {
    Map<String, List<Class<?>>> bySimpleName = new TreeMap<>();
    for (Class<?> c : publicClasses(classPath)) {
      bySimpleName.computeIfAbsent(c.getSimpleName(), name -> new ArrayList<>()).add(c);
    }
    List<String> lines = new ArrayList<>();
    JAVA.forEach(name -> lines.add("import " + name + ".*;"));
    bySimpleName.values().stream()
        .flatMap(List::stream)
        .map(Class::getPackageName)
        .distinct()
        .sorted()
        .forEach(name -> lines.add("import " + name + ".*;"));
    bySimpleName.values().stream()
        .flatMap(List::stream)
        .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
        .filter(Imports::makesTensor)
        .map(m -> "import static " + m.getDeclaringClass().getName() + "." + m.getName() + ";")
        .distinct()
        .sorted()
        .forEach(lines::add);
    bySimpleName.forEach(
        (name, classes) -> {
          if (classes.size() > 1 || isJava(name)) {
            lines.add("import " + first(classes).getName() + ";");
          }
        });
    return lines;
  }

  private static boolean isJava(String name) {
    return Stream.concat(Stream.of("java.lang"), JAVA.stream())
        .anyMatch(in -> load(in + "." + name) != null);
  }

  private static Class<?> first(List<Class<?>> classes) {
    return classes.stream()
        .min(Comparator.comparingInt(Imports::depth).thenComparing(Class::getName))
        .orElseThrow();
  }

  private static int depth(Class<?> c) {
    return c.getPackageName().split("\\.").length;
  }

  /** Not all of a class by a star, which would bring the classes within it along. */
  private static boolean makesTensor(Method method) {
    int modifiers = method.getModifiers();
    return Modifier.isPublic(modifiers)
        && Modifier.isStatic(modifiers)
        && method.getReturnType() == Tensor.class;
  }

  /** All that the imports make known, in the order of their names. */
  static List<Class<?>> publicClasses(String classPath) {
    TreeSet<String> names = new TreeSet<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      names(Path.of(entry), names);
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      Class<?> c = load(name);
      if (c != null && Modifier.isPublic(c.getModifiers())) {
        classes.add(c);
      }
    }
    return classes;
  }

  /** Null if there is none; also one that needs what this JVM was started without. */
  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Imports.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  private static void names(Path entry, TreeSet<String> names) {
    try {
      if (Files.isDirectory(entry)) {
        try (Stream<Path> files = Files.walk(entry)) {
          files.forEach(file -> add(entry.relativize(file).toString().replace('\\', '/'), names));
        }
      } else if (entry.toString().endsWith(".jar") && Files.exists(entry)) {
        try (JarFile jar = new JarFile(entry.toFile())) {
          jar.stream().map(JarEntry::getName).forEach(name -> add(name, names));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(entry + " cannot be read", e);
    }
  }

  /** Neither classes within classes, nor what JMH generates. */
  private static void add(String file, TreeSet<String> names) {
    if (file.matches("twofold/[\\w/]+\\.class") && !file.contains("/jmh_generated/")) {
      names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
    }
  }
}
