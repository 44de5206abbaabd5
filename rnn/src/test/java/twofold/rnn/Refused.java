package twofold.rnn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How bad input is refused: in one line. */
public final class Refused {
  private Refused() {}

  public static void fails(Runnable bad, String message) {
    assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
