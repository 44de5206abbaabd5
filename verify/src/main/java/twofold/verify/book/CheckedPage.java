package twofold.verify.book;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.section;
import static j2html.TagCreator.span;
import static j2html.TagCreator.text;

import j2html.tags.DomContent;
import java.util.List;

/** The last page: every named equation, and the properties that check it. */
final class CheckedPage {
  static final String PAGE = "checked.html";
  static final String TITLE = "What is checked";

  private CheckedPage() {}

  /** A sentence with links to the properties. */
  static String checks(Book book, Links links, String page, Equation equation) {
    List<Check> checks = book.checksOf(equation);
    if (checks.isEmpty()) {
      return "Not checked by a property yet.";
    }
    StringBuilder html = new StringBuilder("Checked by ");
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      html.append(i == 0 ? "" : i == checks.size() - 1 ? " and " : ", ");
      String target = Links.between(page, links.source(check.file(), "L" + check.line()));
      html.append(a(check.title()).withHref(target).render());
    }
    return html.append('.').toString();
  }

  static DomContent render(Book book, Links links) {
    List<Equation> equations = book.equations();
    long checked = equations.stream().filter(e -> !book.checksOf(e).isEmpty()).count();
    return div(
        h1(TITLE),
        p(
            text(
                "A numbered equation of this book has a name, and a property that checks it says so; "),
            code("./twofold test"),
            text(
                " runs all of them, on numbers drawn at random. Checked: "
                    + checked
                    + " of "
                    + equations.size()
                    + ".")),
        part("Checked", "checked", book, links, equations, true),
        part("Not checked yet", "not-checked-yet", book, links, equations, false));
  }

  private static DomContent part(
      String title, String id, Book book, Links links, List<Equation> all, boolean checked) {
    List<Equation> equations =
        all.stream().filter(e -> book.checksOf(e).isEmpty() != checked).toList();
    return section(
        h2(title).withId(id),
        equations.isEmpty() ? p("None.") : join(),
        each(equations, equation -> equation(book, links, equation)));
  }

  private static DomContent equation(Book book, Links links, Equation equation) {
    String target = equation.chapter().page() + "#" + equation.id();
    return div(
            p(a(equation.id()).withHref(target), span(" in " + equation.chapter().title))
                .withClass("name"),
            div(equation.latex()).withClass("math display scroll").attr("tabindex", "0"),
            p(rawHtml(checks(book, links, PAGE, equation))).withClass("checks"))
        .withClass("equation");
  }
}
