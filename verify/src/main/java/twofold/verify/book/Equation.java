package twofold.verify.book;

/**
 * A displayed equation that has a name, so that a property can say that it checks it.
 *
 * @param number counts the named equations of its chapter, from 1
 */
record Equation(String id, Chapter chapter, int line, int number, String latex) {}
