package twofold.verify;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which numbered equations of the book a property, or a whole class of them, checks. The book
 * reads the annotation in the source and lets each equation point to what checks it.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Checks {

  /** The ids of equations, as chapters give them in {@code <!-- equation: id -->}. */
  String[] value();
}
