package twofold.nn.synthetic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A probabilistic context-free grammar: rules that make sentences, and how often each is used.
 *
 * <pre>
 *   sentence = subject verb | 0.5 subject verb object        a weight before it, or else 1
 *   subject  = the noun
 *
 *   P(sentence) = Σ over its trees Π over the rules used in the tree P(rule)
 * </pre>
 *
 * <p>What stands left of an equals sign is replaced; everything else is a word. Text made by it is
 * the easiest to judge a language model by: whether a sentence is right can be decided, and the
 * best possible loss, the entropy, can be computed. [Booth and Thompson 1973; the sum over all
 * trees is the inside algorithm: Baker 1979]
 */
public final class Grammar {
  /** Longer than any sentence of a grammar that comes to an end. */
  private static final int LONGEST = 100_000;

  /**
   * @param probability of this one among those of its symbol
   */
  private record Rule(double probability, List<String> right) {}

  private final String start;
  private final Map<String, List<Rule>> rules = new LinkedHashMap<>();

  private Grammar(String start) {
    this.start = start;
  }

  /**
   * Reads rules, one symbol in each line; the first symbol is where sentences begin.
   *
   * @throws IllegalArgumentException if a line is no rule, a symbol has two lines, a weight is not
   *     above 0, or symbols replace one another in a circle
   */
  public static Grammar of(String text) {
    Grammar grammar = null;
    for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
      String[] sides = line.split("=", -1);
      Require.that(
          sides.length == 2 && sides[0].strip().matches("\\S+"),
          "expected: symbol = words | words; got \"" + line.strip() + "\"");
      String symbol = sides[0].strip();
      grammar = grammar == null ? new Grammar(symbol) : grammar;
      boolean isNew = grammar.rules.put(symbol, alternatives(sides[1])) == null;
      Require.that(isNew, "a symbol must have one line, got another for \"" + symbol + "\"");
    }
    Require.that(grammar != null, "a grammar must have at least one rule, got none");
    grammar.requireNoCircles();
    return grammar;
  }

  private static List<Rule> alternatives(String right) {
    List<Double> weights = new ArrayList<>();
    List<List<String>> words = new ArrayList<>();
    for (String alternative : right.split("\\|", -1)) {
      List<String> parts = new ArrayList<>(List.of(alternative.strip().split("\\s+")));
      boolean hasWeight = parts.get(0).matches("[0-9]*\\.?[0-9]+");
      weights.add(hasWeight ? Double.parseDouble(parts.remove(0)) : 1);
      Require.that(
          !parts.isEmpty() && !parts.get(0).isEmpty(),
          "an alternative must have words, got none in \"" + right.strip() + "\"");
      words.add(parts);
    }
    double sum = weights.stream().mapToDouble(weight -> weight).sum();
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Require.that(weights.get(i) > 0, "a weight must be above 0, got " + weights.get(i));
      rules.add(new Rule(weights.get(i) / sum, words.get(i)));
    }
    return rules;
  }

  /** A symbol that becomes itself alone again could do so for ever. */
  private void requireNoCircles() {
    for (String symbol : rules.keySet()) {
      Deque<String> reached = new ArrayDeque<>(List.of(symbol));
      Map<String, Boolean> seen = new HashMap<>();
      while (!reached.isEmpty()) {
        for (Rule rule : rules.getOrDefault(reached.remove(), List.of())) {
          String next = rule.right.get(0);
          if (rule.right.size() == 1 && seen.put(next, true) == null) {
            Require.that(!next.equals(symbol), "\"" + symbol + "\" can become itself");
            reached.add(next);
          }
        }
      }
    }
  }

  // region sample
  /** A sentence, drawn with its probability. */
  public List<String> draw(RandomGenerator random) {
    List<String> sentence = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String symbol = open.pop();
      if (rules.containsKey(symbol)) {
        List<String> right = choose(rules.get(symbol), random.nextDouble()).right;
        for (int i = right.size() - 1; i >= 0; i--) {
          open.push(right.get(i)); // so that the first one is on top
        }
      } else {
        sentence.add(symbol);
      }
      if (sentence.size() + open.size() > LONGEST) {
        throw new IllegalStateException("this grammar does not come to an end");
      }
    }
    return sentence;
  }

  // endregion

  private static Rule choose(List<Rule> rules, double u) {
    for (Rule rule : rules) {
      u -= rule.probability;
      if (u < 0) {
        return rule;
      }
    }
    return rules.get(rules.size() - 1); // the probabilities may add up to a little less than 1
  }

  /** How probable a sentence is; 0 if the grammar does not make it. */
  public double probability(List<String> sentence) {
    return sentence.isEmpty() ? 0 : new Inside(sentence, true).of(start, 0, sentence.size());
  }

  /** Whether it is a sentence of this grammar. */
  public boolean makes(List<String> sentence) {
    // With every rule certain: the probability of a long sentence may be too small for a double.
    return !sentence.isEmpty() && new Inside(sentence, false).of(start, 0, sentence.size()) > 0;
  }

  /** The probabilities of all parts of one sentence, each computed once. */
  private final class Inside {
    private final List<String> words;
    private final boolean weighted;
    private final Map<List<Object>, Double> known = new HashMap<>();

    Inside(List<String> words, boolean weighted) {
      this.words = words;
      this.weighted = weighted;
    }

    /** That the symbol becomes words from … to − 1. */
    double of(String symbol, int from, int to) {
      if (!rules.containsKey(symbol)) {
        return to - from == 1 && words.get(from).equals(symbol) ? 1 : 0;
      }
      List<Object> key = List.of(symbol, from, to);
      Double before = known.get(key);
      if (before != null) {
        return before;
      }
      double sum = 0;
      for (Rule rule : rules.get(symbol)) {
        sum += (weighted ? rule.probability : 1) * of(rule.right, from, to);
      }
      return remember(key, sum);
    }

    /** That the symbols, one after another, become words from … to − 1; each makes at least one. */
    private double of(List<String> symbols, int from, int to) {
      if (symbols.size() == 1) {
        return of(symbols.get(0), from, to);
      }
      if (to - from < symbols.size()) {
        return 0;
      }
      List<Object> key = List.of(symbols, from, to);
      Double before = known.get(key);
      if (before != null) {
        return before;
      }
      List<String> rest = symbols.subList(1, symbols.size());
      double sum = 0;
      for (int middle = from + 1; middle <= to - rest.size(); middle++) {
        double first = of(symbols.get(0), from, middle);
        sum += first == 0 ? 0 : first * of(rest, middle, to);
      }
      return remember(key, sum);
    }

    private double remember(List<Object> key, double sum) {
      double most = Math.min(1, sum); // all are probabilities; unweighted, trees would be counted
      known.put(key, most);
      return most;
    }
  }

  /** A little English, with sentences inside of sentences. */
  public static Grammar english() {
    return of(
        """
        sentence = 0.8 thing action | 0.2 person thinks that sentence
        thing    = 0.5 the noun | 0.3 the adjective noun | 0.2 the noun that action
        action   = 0.4 verb | 0.6 sees thing
        person   = she | he | everybody
        noun     = cat | dog | bird | tree
        adjective = old | small | green
        verb     = sleeps | sings | waits
        """);
  }
}
