package twofold.verify.book.figure;

import java.nio.file.Path;

/**
 * A drawing of the book. The class name is the figure's: {@code SizeLadder} draws {@code
 * figures/size-ladder.svg} of whichever chapter shows it.
 *
 * <p>A figure is a function of the runs it reads and nothing else - no dates, no measuring of text
 * with the fonts of this machine - so that its file is the same to the byte wherever it is drawn.
 */
public interface Figure {

  /**
   * @param runs the folder of recorded runs of the chapter's module; figures that are only drawn
   *     ignore it
   * @throws IllegalArgumentException with one line if a run is missing or lacks what is needed
   */
  String svg(Path runs);
}
