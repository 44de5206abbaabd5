package twofold.verify.cli;

import java.nio.file.Path;

/** Where Twofold's own files are. */
final class Home {
  private Home() {}

  /** The folder of the project; the launcher says where. */
  static Path folder() {
    return Path.of(System.getProperty("twofold.home", "."));
  }

  /** Where the output of a run goes if nobody says otherwise. */
  static Path state(String id) {
    return folder().resolve("target").resolve("twofold").resolve(id);
  }
}
