package twofold.nn.save;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of kinds have nothing twice, and forget no setting. */
class KindsTest {
  private static final List<Kinds<?>> ALL =
      List.of(
          LayerKinds.NETWORK,
          GraphKinds.MERGE,
          GraphKinds.STEP,
          OptimiserKinds.OPTIMISER,
          OptimiserKinds.SCHEDULE);

  /** Made of the settings of something else: of their function, of no settings, of a plan. */
  private static final Set<String> MADE_OF_OTHERS =
      Set.of("activation", "leakyRelu", "elu", "identity", "graphLayer");

  @Test
  void eachNameIsThereOnce() {
    for (Kinds<?> some : ALL) {
      assertThat(some.all()).extracting(Kind::name).doesNotHaveDuplicates();
    }
  }

  /** Whoever gives a layer one more setting is told that files would not have it. */
  @Test
  void everySettingIsInTheFile() {
    for (Kinds<?> some : ALL) {
      for (Kind<?> kind : some.all()) {
        if (!MADE_OF_OTHERS.contains(kind.name())) {
          assertThat(kind.fields())
              .as("settings of %s: %s", kind.name(), settings(kind.type()))
              .hasSameSizeAs(settings(kind.type()));
        }
      }
    }
  }

  /** What an object is made of once and for all; memories change, or are lists that grow. */
  private static List<String> settings(Class<?> type) {
    List<Field> fields = new ArrayList<>(List.of(type.getDeclaredFields()));
    if (type.getSuperclass().getSimpleName().equals("Around")) {
      fields.addAll(List.of(type.getSuperclass().getDeclaredFields()));
    }
    fields.removeIf(
        field ->
            Modifier.isStatic(field.getModifiers())
                || !Modifier.isFinal(field.getModifiers())
                || field.getName().equals("averages"));
    boolean areOptions = fields.size() == 1 && fields.get(0).getName().equals("options");
    return areOptions && !type.isRecord()
        ? Stream.of(fields.get(0).getType().getRecordComponents()).map(c -> c.getName()).toList()
        : fields.stream().map(Field::getName).toList();
  }
}
