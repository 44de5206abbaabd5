package twofold.tensor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the formula of an {@link Einsum} says, once the shapes of its operands are known: a letter
 * for each axis, an extent for each letter.
 *
 * <pre>
 *   formula = operand { "," operand } [ "->" output ]
 *   operand = letters [ "..." letters ]                  spaces do not count
 *
 *   "bij,bjk->bik"     as it stands
 *   "ij,jk"            no output: the letters that occur once, in alphabetical order, "ik"
 *   "...ij->...ji"     the axes that no letter names, flush right like all broadcasting;
 *                      for (2, 3, 4, 5) this is "10ij->10ji": digits are the letters of such axes
 * </pre>
 *
 * @param inputs the letters of each operand
 * @param output the letters of the result
 * @param extents how far each letter runs
 */
record EinsumFormula(List<String> inputs, String output, Map<Character, Integer> extents) {
  private static final String DOTS = "...";
  private static final String TERM = "[a-zA-Z]*(\\.\\.\\.)?[a-zA-Z]*";

  /** There is one digit for each. */
  private static final int MOST_AXES_OF_DOTS = 10;

  static EinsumFormula of(String formula, List<Shape> shapes) {
    String text = formula.replace(" ", "");
    int arrow = text.indexOf("->");
    String[] terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
    if (terms.length != shapes.size()) {
      throw wrong(formula, "it names %d operands, %d are given", terms.length, shapes.size());
    }
    List<String> inputs = new ArrayList<>();
    int dots = 0;
    for (int k = 0; k < terms.length; k++) {
      requireTerm(formula, terms[k]);
      int covered = covered(formula, terms[k], shapes.get(k));
      dots = Math.max(dots, covered);
      inputs.add(withDigits(terms[k], covered));
    }
    String output = arrow < 0 ? DOTS + single(inputs) : text.substring(arrow + 2);
    requireTerm(formula, output);
    if (dots > 0 && !output.contains(DOTS)) {
      throw wrong(formula, "the axes behind ... must be in the output too");
    }
    String letters = withDigits(output, dots);
    requireOutput(formula, inputs, letters);
    return new EinsumFormula(inputs, letters, extents(formula, inputs, shapes));
  }

  private static void requireTerm(String formula, String term) {
    if (!term.matches(TERM)) {
      throw wrong(formula, "'%s' is not made of letters and at most one ...", term);
    }
  }

  /** How many axes the dots stand for. */
  private static int covered(String formula, String term, Shape shape) {
    boolean hasDots = term.contains(DOTS);
    int named = term.length() - (hasDots ? DOTS.length() : 0);
    int covered = shape.rank() - named;
    if (covered < 0 || covered > 0 && !hasDots) {
      throw wrong(formula, "'%s' names %d axes, shape %s has %d", term, named, shape, shape.rank());
    }
    if (covered > MOST_AXES_OF_DOTS) {
      throw wrong(formula, "... stands for at most %d axes, not %d", MOST_AXES_OF_DOTS, covered);
    }
    return covered;
  }

  private static String withDigits(String term, int covered) {
    return term.replace(DOTS, "9876543210".substring(MOST_AXES_OF_DOTS - covered));
  }

  /** The letters that occur once. */
  private static String single(List<String> inputs) {
    String all = String.join("", inputs);
    return all.chars()
        .filter(Character::isLetter)
        .filter(letter -> all.indexOf(letter) == all.lastIndexOf(letter))
        .sorted()
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static void requireOutput(String formula, List<String> inputs, String output) {
    for (int k = 0; k < output.length(); k++) {
      char letter = output.charAt(k);
      if (output.indexOf(letter) != k) {
        throw wrong(formula, "letter %s is twice in the output", letter);
      }
      if (inputs.stream().noneMatch(term -> term.indexOf(letter) >= 0)) {
        throw wrong(formula, "letter %s of the output is in no operand", letter);
      }
    }
  }

  private static Map<Character, Integer> extents(
      String formula, List<String> inputs, List<Shape> shapes) {
    Map<Character, Integer> extents = new HashMap<>();
    for (int k = 0; k < inputs.size(); k++) {
      for (int axis = 0; axis < shapes.get(k).rank(); axis++) {
        char letter = inputs.get(k).charAt(axis);
        int extent = shapes.get(k).dim(axis);
        int before = extents.getOrDefault(letter, extent);
        boolean grows = Character.isDigit(letter) && (extent == 1 || before == 1);
        if (extent != before && !grows) {
          throw wrong(
              formula,
              "%s is %d, but %d in operand %d of shape %s",
              Character.isDigit(letter) ? "an axis behind ..." : "letter " + letter,
              before,
              extent,
              k,
              shapes.get(k));
        }
        extents.put(letter, before == 1 ? extent : before);
      }
    }
    return extents;
  }

  private static ShapeException wrong(String formula, String what, Object... details) {
    return new ShapeException("einsum \"%s\": %s", formula, String.format(what, details));
  }
}
