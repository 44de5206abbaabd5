package twofold.verify.bench;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The lessons whose kernels a benchmark times. A benchmark with a parameter {@code operation} says
 * by its values what it times, and need not say it twice.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Times {
  Class<?>[] value();
}
