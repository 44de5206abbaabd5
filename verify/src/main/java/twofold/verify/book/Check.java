package twofold.verify.book;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One {@code @Checks} in a source: a property that checks an equation.
 *
 * @param name the method or class that carries the annotation
 */
record Check(String equation, String file, int line, String name) {
  private static final Pattern ANNOTATION =
      Pattern.compile("^[ \\t]*@Checks\\(\\s*\\{?([^)}]*)\\}?\\s*\\)", Pattern.MULTILINE);
  private static final Pattern ID = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:void|boolean|class|interface|record)\\s+(\\w+)");

  /** {@code MatMulProperties.isTheDefinition}, or the class alone if it carries the annotation. */
  String title() {
    String type = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
    return name.equals(type) ? type : type + "." + name;
  }

  static List<Check> in(String file, String text) {
    return ANNOTATION.matcher(text).results().flatMap(found -> checks(file, text, found)).toList();
  }

  private static Stream<Check> checks(
      String file, String text, java.util.regex.MatchResult annotation) {
    int line = 1 + (int) text.substring(0, annotation.start()).lines().count();
    Matcher declaration = NAME.matcher(text);
    String name = declaration.find(annotation.end()) ? declaration.group(1) : "?";
    return ID.matcher(annotation.group(1))
        .results()
        .map(id -> new Check(id.group(1), file, line, name));
  }
}
