package twofold.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;
import twofold.tensor.Binary;
import twofold.tensor.Unary;
import twofold.verify.bench.TimedCall;
import twofold.verify.bench.Times;
import twofold.verify.tensor.ElementWiseBenchmark;

/**
 * Everything that is written twice is there twice. A lesson with a kernel contract - a nested
 * interface {@code Kernel} - needs its siblings: the definition, the fast writings, the theorems.
 */
class TwinsTest {
  /** Never fewer than there were: a kernel that is no longer found must not go unnoticed. */
  private static final int KERNELS = 70;

  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("twofold");

  /** The lessons: classes, not families of them, that hold a kernel contract. */
  private static List<JavaClass> lessons() {
    return CLASSES.stream()
        .filter(type -> type.isInterface() && type.getSimpleName().equals("Kernel"))
        .flatMap(contract -> contract.getEnclosingClass().stream())
        .filter(lesson -> !lesson.isInterface())
        .filter(lesson -> !isExample(lesson))
        .sorted((p, q) -> p.getName().compareTo(q.getName()))
        .toList();
  }

  /** What a reader might write; it may run on fewer devices. */
  private static boolean isExample(JavaClass type) {
    return type.getPackageName().equals("twofold.verify.example");
  }

  @Test
  void noKernelHasBeenLost() {
    assertThat(lessons()).hasSizeGreaterThanOrEqualTo(KERNELS);
  }

  @Test
  void everyKernelHasItsDefinition() {
    assertThat(without(lesson -> hasReference(lesson))).isEmpty();
  }

  private static boolean hasReference(JavaClass lesson) {
    return lesson.getMethods().stream()
        .filter(method -> method.getName().equals("reference"))
        .map(JavaMethod::getModifiers)
        .anyMatch(modifiers -> modifiers.contains(JavaModifier.STATIC));
  }

  @Test
  void everyKernelHasItsTwinOnTheProcessor() {
    assertThat(without(lesson -> CLASSES.contain(lesson.getName() + "Cpu"))).isEmpty();
  }

  @Test
  void everyKernelHasItsTwinInOpenCl() {
    assertThat(without(lesson -> CLASSES.contain(gpuName(lesson)))).isEmpty();
  }

  private static String gpuName(JavaClass lesson) {
    return lesson.getName().replaceFirst("^twofold\\.", "twofold.gpu.") + "Gpu";
  }

  @Test
  void everyKernelHasItsTheorems() {
    Set<String> simpleNames =
        CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
    assertThat(without(lesson -> simpleNames.contains(lesson.getSimpleName() + "Properties")))
        .isEmpty();
  }

  /** A benchmark says what it times: by {@link Times}, or by the values of its parameter. */
  @Test
  void everyKernelHasItsBenchmark() {
    Set<String> timed = new TreeSet<>();
    for (JavaClass benchmark : CLASSES.that(areBenchmarks())) {
      benchmark
          .tryGetAnnotationOfType(Times.class)
          .ifPresent(times -> Stream.of(times.value()).map(Class::getName).forEach(timed::add));
      benchmark
          .tryGetField("operation")
          .flatMap(field -> field.tryGetAnnotationOfType(Param.class))
          .ifPresent(param -> Stream.of(param.value()).forEach(timed::add));
    }
    assertThat(
            without(
                lesson ->
                    timed.contains(lesson.getName()) || timed.contains(lesson.getSimpleName())))
        .isEmpty();
  }

  private static DescribedPredicate<JavaClass> areBenchmarks() {
    return DescribedPredicate.describe(
        "are benchmarks",
        type ->
            type.isAssignableTo(TimedCall.class)
                && !type.getModifiers().contains(JavaModifier.ABSTRACT));
  }

  /** All of them are in one benchmark, so that they can be compared. */
  @Test
  void elementWiseKernelsAreInTheirBenchmark() throws NoSuchFieldException {
    Param operations = ElementWiseBenchmark.class.getField("operation").getAnnotation(Param.class);
    assertThat(operations.value())
        .containsExactlyElementsOf(
            lessons().stream()
                .filter(lesson -> isElementWise(lesson))
                .map(JavaClass::getSimpleName)
                .toList());
  }

  private static boolean isElementWise(JavaClass lesson) {
    return lesson.isAssignableTo(Unary.class) || lesson.isAssignableTo(Binary.class);
  }

  /** The twins are named after a lesson that exists: nothing is left over from a lesson renamed. */
  @Test
  void noTwinIsAnOrphan() {
    Set<String> expected = new TreeSet<>();
    lessons().forEach(lesson -> expected.add(lesson.getName() + "Simd"));
    lessons().forEach(lesson -> expected.add(lesson.getName() + "Cpu"));
    List<String> orphans =
        CLASSES.stream()
            .filter(type -> type.getAllRawInterfaces().stream().anyMatch(this::isContract))
            .filter(type -> !isExample(type))
            .map(JavaClass::getName)
            .filter(name -> name.endsWith("Simd") || name.endsWith("Cpu"))
            .filter(name -> !expected.contains(name) && !isFamily(name))
            .toList();
    assertThat(orphans).isEmpty();
  }

  private boolean isContract(JavaClass type) {
    return type.getSimpleName().equals("Kernel") && type.getName().startsWith("twofold.");
  }

  /** {@code UnaryCpu} and the like: what the twins of a family share. */
  private static boolean isFamily(String name) {
    return CLASSES.get(name).getModifiers().contains(JavaModifier.ABSTRACT);
  }

  private static List<String> without(java.util.function.Predicate<JavaClass> sibling) {
    return lessons().stream().filter(sibling.negate()).map(JavaClass::getName).toList();
  }
}
