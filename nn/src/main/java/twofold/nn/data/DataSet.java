package twofold.nn.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The data sets that are known by name: what they are, who allows what, and where their files are.
 *
 * @param name also its folder's
 * @param what in a few words
 * @param terms who made it, and what one may do with it
 * @param file one that no use of it can do without; it may be there with {@code .gz}
 * @param sources where its files can be fetched; none where no public address has the very files
 * @param packed what is wanted of the {@code .tar.gz} that it comes as; none where it comes as
 *     files
 */
public record DataSet(
    String name,
    String what,
    String terms,
    String file,
    List<Fetch.Source> sources,
    List<Packed> packed) {

  /**
   * A file in an archive.
   *
   * @param path in the archive, and below the folder of the data set; with slashes
   * @param size in bytes
   */
  public record Packed(String path, long size) {}

  private static final String MNIST = "https://storage.googleapis.com/cvdf-datasets/mnist/";
  private static final String FASHION_MNIST =
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/b2617bb6d3ffa2e429640350f613e3291e10b141/data/fashion/";
  private static final String CIFAR = "https://www.cs.toronto.edu/~kriz/";
  private static final String SCIKIT_LEARN =
      "https://raw.githubusercontent.com/scikit-learn/scikit-learn/1.7.2/sklearn/datasets/data/";
  private static final String CHAR_RNN =
      "https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/";
  private static final String MAKEMORE =
      "https://raw.githubusercontent.com/karpathy/makemore/988aa59e4d8fefa526d06f3b453ad116258398d4/";

  /**
   * All of them. A checksum stands here only if it was computed from the file itself, or, for
   * Fashion-MNIST and CIFAR, if several who have computed it independently have published the same.
   */
  public static final List<DataSet> KNOWN =
      List.of(
          new DataSet(
              "mnist",
              "60,000 handwritten digits and 10,000 for the test",
              "LeCun, Cortes & Burges; CC BY-SA 3.0",
              "train-images-idx3-ubyte",
              List.of(
                  source(
                      MNIST,
                      "train-images-idx3-ubyte.gz",
                      9_912_422,
                      "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
                  source(
                      MNIST,
                      "train-labels-idx1-ubyte.gz",
                      28_881,
                      "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
                  source(
                      MNIST,
                      "t10k-images-idx3-ubyte.gz",
                      1_648_877,
                      "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
                  source(
                      MNIST,
                      "t10k-labels-idx1-ubyte.gz",
                      4_542,
                      "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"))),
          new DataSet(
              "fashion-mnist",
              "60,000 pictures of clothes and 10,000 for the test, in the form of MNIST",
              "Xiao, Rasul & Vollgraf 2017, Zalando SE; MIT",
              "train-images-idx3-ubyte",
              List.of(
                  source(
                      FASHION_MNIST,
                      "train-images-idx3-ubyte.gz",
                      26_421_880,
                      "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
                  source(
                      FASHION_MNIST,
                      "train-labels-idx1-ubyte.gz",
                      29_515,
                      "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
                  source(
                      FASHION_MNIST,
                      "t10k-images-idx3-ubyte.gz",
                      4_422_102,
                      "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
                  source(
                      FASHION_MNIST,
                      "t10k-labels-idx1-ubyte.gz",
                      5_148,
                      "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"))),
          new DataSet(
              "cifar-10",
              "50,000 small photographs of ten kinds of things and 10,000 for the test",
              "Krizhevsky 2009; no terms stated, cite the report",
              "cifar-10-batches-bin/data_batch_1.bin",
              List.of(
                  source(
                      CIFAR,
                      "cifar-10-binary.tar.gz",
                      170_052_171,
                      "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd")),
              Stream.concat(
                      IntStream.rangeClosed(1, 5).mapToObj(batch -> "data_batch_" + batch),
                      Stream.of("test_batch"))
                  .map(part -> new Packed("cifar-10-batches-bin/" + part + ".bin", 10_000 * 3073))
                  .toList()),
          new DataSet(
              "cifar-100",
              "50,000 small photographs of a hundred kinds of things and 10,000 for the test",
              "Krizhevsky 2009; no terms stated, cite the report",
              "cifar-100-binary/train.bin",
              List.of(
                  source(
                      CIFAR,
                      "cifar-100-binary.tar.gz",
                      168_513_733,
                      "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec")),
              List.of(
                  new Packed("cifar-100-binary/train.bin", 50_000 * 3074),
                  new Packed("cifar-100-binary/test.bin", 10_000 * 3074))),
          new DataSet(
              "imdb",
              "25,000 film reviews and 25,000 for the test",
              "Maas et al. 2011; for research",
              "imdb-train.idx",
              List.of()),
          new DataSet(
              "reuters",
              "5,485 news of eight topics and 2,189 for the test",
              "Reuters-21578, Lewis 1997; for research",
              "R8-train.txt",
              List.of()),
          new DataSet(
              "boston-housing",
              "what houses cost in 506 tracts of Boston in 1970",
              "Harrison & Rubinfeld 1978; public",
              "boston_house_prices.csv",
              List.of()),
          new DataSet(
              "sklearn",
              "150 irises, 1,797 small digits, 442 people with diabetes",
              "as scikit-learn has them; BSD 3-clause",
              "iris.csv",
              List.of(
                  source(
                      SCIKIT_LEARN,
                      "iris.csv",
                      2_734,
                      "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449"),
                  source(
                      SCIKIT_LEARN,
                      "digits.csv.gz",
                      57_523,
                      "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22"),
                  source(
                      SCIKIT_LEARN,
                      "diabetes_data_raw.csv.gz",
                      7_105,
                      "a3e94cc7cea00f8a84fa5f6345203913a68efa42df18f87ddf9bead721bfd503"),
                  source(
                      SCIKIT_LEARN,
                      "diabetes_target.csv.gz",
                      1_050,
                      "8e53f65eb811df43c206f3534bb3af0e5fed213bc37ed6ba36310157d6023803"))),
          new DataSet(
              "tinyshakespeare",
              "1,115,394 characters of plays",
              "Shakespeare, chosen by Karpathy; public domain",
              "input.txt",
              List.of(
                  new Fetch.Source(
                      URI.create(CHAR_RNN + "data/tinyshakespeare/input.txt"),
                      "input.txt",
                      1_115_394,
                      "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed"))),
          new DataSet(
              "makemore-names",
              "32,033 given names",
              "US Social Security Administration, chosen by Karpathy; public",
              "names.txt",
              List.of(
                  source(
                      MAKEMORE,
                      "names.txt",
                      228_145,
                      "0a30b5557f192f32ab962680889aac5f6fda0f4cecf40a6d0b5694f58ea8cc4d"))));

  /** One that comes as files. */
  private DataSet(String name, String what, String terms, String file, List<Fetch.Source> sources) {
    this(name, what, terms, file, sources, List.of());
  }

  private static Fetch.Source source(String folder, String name, long size, String sha256) {
    return new Fetch.Source(URI.create(folder + name), name, size, sha256);
  }

  /** The one of this name. */
  public static Optional<DataSet> named(String name) {
    return KNOWN.stream().filter(known -> known.name.equals(name)).findFirst();
  }

  /** The bytes of all files that can be fetched. */
  public long size() {
    return sources.stream().mapToLong(Fetch.Source::size).sum();
  }

  /**
   * Takes the files out of the archive that it comes as.
   *
   * @param place the folder that its sources were fetched to, and the files go to
   * @return whether anything had to be unpacked; not if it comes as files
   * @throws FetchException if the archive is not sound
   */
  public boolean unpack(Path place) {
    return !packed.isEmpty() && Unpack.unpack(place.resolve(sources.get(0).name()), packed, place);
  }

  /** Where its files would be: {@code folder/name}, or the folder itself if there is no such. */
  public Path place(Path folder) {
    return DataFiles.place(folder, name);
  }

  /** Whether its files seem to be there. */
  public boolean isIn(Path folder) {
    Path place = place(folder);
    return Files.exists(place.resolve(file)) || Files.exists(place.resolve(file + ".gz"));
  }
}
