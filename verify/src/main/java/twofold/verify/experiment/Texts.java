package twofold.verify.experiment;

import static j2html.TagCreator.blockquote;
import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;

import java.util.List;
import twofold.nn.data.BagOfWords;
import twofold.nn.data.Document;
import twofold.nn.train.Examples;
import twofold.nn.train.SparseExamples;

/** Documents as {@link Classification} wants them. */
final class Texts {
  /** Of a document that was taken for another class, a person reads so many words. */
  private static final int WORDS_SHOWN = 60;

  private Texts() {}

  static Classification.Data data(
      String name, BagOfWords bag, List<Document> train, List<Document> test) {
    List<String> classes = Document.classes(train);
    return new Classification.Data(
        name,
        examples(bag, train, classes),
        examples(bag, test, classes),
        classes,
        (i, caption) ->
            figure(figcaption(caption), blockquote(test.get(i).beginning(WORDS_SHOWN)))
                .withClass("text"));
  }

  static Examples examples(BagOfWords bag, List<Document> documents, List<String> classes) {
    int[] labels = documents.stream().mapToInt(d -> classes.indexOf(d.label())).toArray();
    return new SparseExamples(bag.rows(documents), labels, classes.size());
  }
}
