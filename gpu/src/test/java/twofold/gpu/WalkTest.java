package twofold.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import twofold.tensor.Layout;
import twofold.tensor.Shape;

/** A walk visits the positions that its layout says, in that order. */
class WalkTest {
  /** The same code that runs on the device, run here. */
  private final StridedKernel kernel =
      new StridedKernel() {
        @Override
        public void run() {}
      };

  private final Layout dense = Layout.dense(new Shape(2, 3, 4));

  @Test
  void visitsWhatTheLayoutSays() {
    List<Layout> layouts =
        List.of(
            Layout.dense(new Shape()),
            Layout.dense(new Shape(1, 1)),
            Layout.dense(new Shape(0, 3)),
            dense,
            dense.transpose(2, 0, 1),
            dense.transpose(2, 1, 0),
            dense.transpose(1, 0, 2),
            Layout.dense(new Shape(3, 1)).broadcastTo(new Shape(2, 3, 4)),
            Layout.dense(new Shape()).broadcastTo(new Shape(5, 6)),
            Layout.dense(new Shape(4, 1, 5, 1)).transpose(3, 2, 1, 0));
    for (Layout layout : layouts) {
      Walk walk = Walk.of(layout);
      for (int i = 0; i < layout.shape().size(); i++) {
        assertThat(layout.offset() + kernel.position(i, walk.rank(), walk.axes()))
            .as("%s, element %d", layout, i)
            .isEqualTo(layout.at(i));
        int last = i + walk.reach(i) - 1;
        assertThat(layout.at(last) - layout.at(i))
            .as("%s, from %d to %d", layout, i, last)
            .isEqualTo((last - i) * walk.innermostStride());
      }
    }
  }

  @Test
  void mergesWhatLiesInOneLine() {
    assertThat(Walk.of(dense).rank()).isEqualTo(1);
    assertThat(Walk.of(dense.transpose(2, 0, 1)).rank()).isEqualTo(2);
    Layout number = Layout.dense(new Shape());
    assertThat(Walk.of(number.broadcastTo(new Shape(5, 6))).rank()).isEqualTo(1);
    assertThat(Walk.of(dense, 1, 3).axes()).startsWith(12, 1);
  }
}
