package twofold.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads a stream that may fall silent: what does not come in time is an error. The reading itself
 * is done by another thread, as one that waits for the network cannot look at the clock.
 */
final class Impatient implements AutoCloseable {
  private final InputStream in;
  private final Duration patience;
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "fetch");
            thread.setDaemon(true);
            return thread;
          });

  Impatient(InputStream in, Duration patience) {
    this.in = in;
    this.patience = patience;
  }

  /** As {@link InputStream#read(byte[])}, but not for ever. */
  int read(byte[] buffer) throws IOException {
    return get(reader.submit(() -> in.read(buffer)), patience);
  }

  /** The result, if it comes in time. */
  static <T> T get(Future<T> future, Duration patience) throws IOException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new IOException("nothing came for " + patience.toMillis() / 1e3 + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** An error in words; some have none of their own. */
  static String why(IOException e) {
    if (e.getMessage() != null) {
      return e.getMessage();
    }
    return e instanceof ConnectException ? "no connection" : e.getClass().getSimpleName();
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
