package twofold.verify.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * What the search looks through: the text of each section, as a script, since files cannot fetch.
 */
final class Sections {
  private Sections() {}

  static String script(Book book) {
    List<Map<String, String>> sections = new ArrayList<>();
    book.chapters().forEach(chapter -> add(chapter, sections));
    try {
      return "window.SECTIONS = " + new ObjectMapper().writeValueAsString(sections) + ";\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // maps of words always convert
    }
  }

  private static void add(Chapter chapter, List<Map<String, String>> sections) {
    String heading = chapter.title;
    String anchor = "";
    StringBuilder text = new StringBuilder();
    for (Node node = chapter.tree.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading next && next.getLevel() > 1) {
        sections.add(section(chapter, heading, anchor, text.toString()));
        heading = Markdown.words(next);
        anchor = "#" + chapter.anchors.get(next);
        text.setLength(0);
      } else if (!(node instanceof Heading)) {
        text.append(Markdown.words(node)).append(' ');
      }
    }
    sections.add(section(chapter, heading, anchor, text.toString()));
  }

  private static Map<String, String> section(
      Chapter chapter, String heading, String anchor, String text) {
    Map<String, String> section = new LinkedHashMap<>();
    section.put("href", chapter.page() + anchor);
    section.put("chapter", chapter.title);
    section.put("heading", heading);
    section.put("text", text.replace("\\", "").replaceAll("\\s+", " ").strip());
    return section;
  }
}
