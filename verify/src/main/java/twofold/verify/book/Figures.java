package twofold.verify.book;

import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import twofold.verify.book.figure.Figure;

/** Finds figures by name: {@code size-ladder} is drawn by the class {@code SizeLadder}. */
final class Figures {
  private static final String PACKAGE = Figure.class.getPackageName();
  private static final String FOLDER = "verify/src/main/java/" + PACKAGE.replace('.', '/') + "/";

  private Figures() {}

  static String className(String name) {
    return Stream.of(name.split("-"))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }

  private static String name(String className) {
    return className.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
  }

  static Optional<Figure> named(String name) {
    try {
      Class<?> type = Class.forName(PACKAGE + "." + className(name));
      if (!Figure.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
        return Optional.empty();
      }
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true); // figures need not be public
      return Optional.of((Figure) constructor.newInstance());
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          PACKAGE + "." + className(name) + " needs a constructor without parameters", e);
    }
  }

  /** The sources of all figures by the figure's name. */
  static Map<String, String> sources(Repository repository) {
    Map<String, String> sources = new TreeMap<>();
    for (String file : repository.files(FOLDER, ".java")) {
      String name = name(file.substring(file.lastIndexOf('/') + 1).replace(".java", ""));
      if (named(name).isPresent()) {
        sources.put(name, file);
      }
    }
    return sources;
  }
}
