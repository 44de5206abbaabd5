package twofold.verify.book;

import java.util.HashMap;
import java.util.Map;

/** Every id names one equation, and every {@code @Checks} names one that exists. */
final class Equations {
  private Equations() {}

  static void check(Book book, Problems problems) {
    Map<String, Equation> byId = new HashMap<>();
    for (Equation equation : book.equations()) {
      Equation before = byId.putIfAbsent(equation.id(), equation);
      if (before != null) {
        problems.add(
            equation.chapter().file,
            equation.line(),
            "equation id %s is there twice, first in %s:%d",
            equation.id(),
            before.chapter().file,
            before.line());
      }
    }
    for (Check check : book.checks()) {
      if (!byId.containsKey(check.equation())) {
        problems.add(
            check.file(),
            check.line(),
            "%s checks the equation %s, which no chapter has",
            check.title(),
            check.equation());
      }
    }
  }
}
