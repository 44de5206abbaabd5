package twofold.nn.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import twofold.nn.AnotherJvm;
import twofold.tensor.io.DataException;

/**
 * An event file whose writer is killed has all events that it has written, whole. Of the next one
 * it may have a part, if the system was just copying it.
 */
class KilledWriterTest {
  private static final int KILLS = 8;
  private static final String CUT = ".*(is truncated|says that it has).*";
  private static final int NUMBERS_IN_A_HISTOGRAM = 100;

  @TempDir private Path folder;

  /** The program that is killed: writes events for ever, and says how many there are. */
  public static final class Writing {
    private Writing() {}

    public static void main(String[] arguments) {
      try (EventFile file = EventFile.create(Path.of(arguments[0]))) {
        System.out.println(file.path());
        for (int step = 1; ; step++) {
          file.histogram("weights", step, new double[NUMBERS_IN_A_HISTOGRAM]);
          file.scalar("loss", step, 1.0 / step);
          System.out.println(2 * step);
        }
      }
    }
  }

  private static List<DynamicMessage> wholeEvents(Path file) {
    List<DynamicMessage> events = new ArrayList<>();
    try {
      TfRecord.forEach(file, record -> events.add(Published.parse("Event", record)));
    } catch (DataException e) {
      assertThat(e).hasMessageContaining("record " + (events.size() + 1)).hasMessageMatching(CUT);
    }
    return events;
  }

  @Test
  void whatWasWrittenIsThere() throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(1);
    for (int kill = 1; kill <= KILLS; kill++) {
      Process process =
          AnotherJvm.of(AnotherJvm.SMALL, Writing.class, folder.resolve("kill" + kill).toString())
              .redirectErrorStream(true)
              .start();
      try (var said = process.inputReader()) {
        Path file = Path.of(said.readLine());
        long written = 0;
        while (written < 200 + random.nextInt(500)) {
          written = Long.parseLong(said.readLine());
        }
        TimeUnit.MICROSECONDS.sleep(random.nextInt(2000));
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly();
        process.waitFor();
        assertThat(wholeEvents(file))
            .hasSizeGreaterThan((int) written); // one says what the file is
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
