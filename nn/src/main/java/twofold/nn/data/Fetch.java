package twofold.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * Fetches files of which size and checksum are known, and trusts nobody on the way.
 *
 * <pre>
 *   1   what comes goes to NAME.part; more than the known size is refused
 *   2   where an earlier try has ended, the next one goes on, if the server can: Range: bytes=n-
 *   3   NAME.part becomes NAME in one step if its SHA-256 is the known one, else it is deleted
 * </pre>
 *
 * Whoever finds NAME has the whole file, and the right one. [RFC 9110, HTTP Semantics, section 14:
 * Range Requests]
 */
public final class Fetch {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BUFFER = 1 << 16;
  private static final int WHOLE = 200;
  private static final int PARTIAL = 206;
  private static final int NO_SUCH_RANGE = 416;

  private final HttpClient client;
  private final Duration patience;

  public Fetch() {
    this(PATIENCE);
  }

  /**
   * @param patience how long to wait for a connection, for an answer, and for each further piece
   */
  Fetch(Duration patience) {
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NORMAL) // never from HTTPS to HTTP
            .build();
  }

  /**
   * A file that is known.
   *
   * @param address where it is
   * @param name what it is called here
   * @param size in bytes
   * @param sha256 64 digits
   */
  public record Source(URI address, String name, long size, String sha256) {}

  /**
   * Makes sure that the file is there.
   *
   * @param folder where; it must exist
   * @param progress is told now and then how many bytes are there
   * @return whether anything had to be fetched
   * @throws FetchException if the file does not come, is another one, or one of its name is there
   */
  public boolean fetch(Source source, Path folder, LongConsumer progress) {
    Path file = folder.resolve(source.name);
    Path part = folder.resolve(source.name + ".part");
    try {
      if (Files.exists(file)) {
        requireSame(file, source, "is there, and another file; move it away");
        return false;
      }
      long have = Files.exists(part) ? Files.size(part) : 0;
      if (have != source.size) {
        download(source, part, have < source.size ? have : 0, progress);
      }
      try {
        requireSame(part, source, "was deleted: " + source.address + " gave another file");
      } catch (FetchException e) {
        Files.delete(part);
        throw e;
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      throw new FetchException(part + " cannot be read or written: " + e, e);
    }
  }

  private void download(Source source, Path part, long have, LongConsumer progress)
      throws IOException {
    HttpResponse<InputStream> response = ask(source, have);
    if (have > 0 && !goesOn(response, have, source.size) && response.statusCode() != WHOLE) {
      response.body().close();
      if (response.statusCode() == PARTIAL || response.statusCode() == NO_SUCH_RANGE) {
        response = ask(source, 0); // it does not know what we have: from the start, then
      }
    }
    boolean goesOn = goesOn(response, have, source.size);
    long start = goesOn ? have : 0;
    try (InputStream in = response.body()) {
      requireFits(response, goesOn, source, start);
      StandardOpenOption how =
          goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
      try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, how)) {
        copy(source, in, out, start, progress);
      } catch (TooMuchException e) {
        Files.delete(part);
        throw new FetchException(e.getMessage());
      }
    }
  }

  /** Whether the answer is the rest, and nothing but the rest, of the file. */
  private static boolean goesOn(HttpResponse<?> response, long have, long size) {
    String range = response.headers().firstValue("Content-Range").orElse("");
    String rest = "bytes %d-%d/".formatted(have, size - 1);
    return have > 0
        && response.statusCode() == PARTIAL
        && (range.equals(rest + size) || range.equals(rest + "*"));
  }

  private static void requireFits(
      HttpResponse<?> response, boolean goesOn, Source source, long start) {
    if (response.statusCode() != WHOLE && !goesOn) {
      throw new FetchException(
          "%s answers %d, expected %d".formatted(source.address, response.statusCode(), WHOLE));
    }
    long rest = source.size - start;
    long announced = response.headers().firstValueAsLong("Content-Length").orElse(rest);
    if (announced != rest) {
      throw new FetchException(
          "%s announces %d bytes, expected %d".formatted(source.address, announced, rest));
    }
  }

  private static final class TooMuchException extends IOException {
    private static final long serialVersionUID = 1;

    TooMuchException(String message) {
      super(message);
    }
  }

  private void copy(
      Source source, InputStream in, OutputStream out, long start, LongConsumer progress)
      throws IOException {
    long have = start;
    byte[] buffer = new byte[BUFFER];
    try (Impatient reading = new Impatient(in, patience)) {
      int n = read(source, reading, buffer, have);
      while (n >= 0) {
        have += n;
        if (have > source.size) {
          throw new TooMuchException(
              "%s gives more than the expected %d bytes".formatted(source.address, source.size));
        }
        out.write(buffer, 0, n);
        progress.accept(have);
        n = read(source, reading, buffer, have);
      }
    }
    if (have < source.size) {
      throw cut(source, have, null);
    }
  }

  private static int read(Source source, Impatient in, byte[] buffer, long have) {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw cut(source, have, e);
    }
  }

  private static FetchException cut(Source source, long have, IOException e) {
    return new FetchException(
        "%s ended after %d of %d bytes%s; the same command goes on from there"
            .formatted(
                source.address, have, source.size, e == null ? "" : " (" + Impatient.why(e) + ")"),
        e);
  }

  private HttpResponse<InputStream> ask(Source source, long have) {
    HttpRequest.Builder request = HttpRequest.newBuilder(source.address);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      // Not the request's own timeout, which from some JDK on counts until the last byte.
      return Impatient.get(
          client.sendAsync(request.build(), BodyHandlers.ofInputStream()), patience);
    } catch (IOException e) {
      throw new FetchException(source.address + " gives no answer: " + Impatient.why(e), e);
    }
  }

  private static void requireSame(Path file, Source source, String otherwise) throws IOException {
    String got = sha256(file);
    if (!got.equals(source.sha256)) {
      throw new FetchException(
          "%s %s: expected SHA-256 %s, got %s".formatted(file, otherwise, source.sha256, got));
    }
  }

  static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JVM has it
    }
  }
}
