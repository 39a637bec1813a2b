package dev.setpoint.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** The structure of a page of Markdown, with the HTML in it and every text outside code; what code holds is left out. */
public final class MarkdownStructure {

    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final List<String> lines = new ArrayList<>();
    private int code;

    private MarkdownStructure() {}

    public static String of(String page) {
        var structure = new MarkdownStructure();
        structure.node(PARSER.parse(page), 0);
        return String.join("\n", structure.lines);
    }

    private void node(Node node, int depth) {
        switch (node) {
            case Code _ -> add(depth, "code");
            case FencedCodeBlock block -> add(depth, "fenced " + block.getInfo());
            case HtmlBlock html -> add(depth, "html " + html(html.getLiteral()));
            // Code that is written as HTML inside a line is code.
            case HtmlInline html
            when html.getLiteral().equals("<code>") -> {
                code++;
                add(depth, "code");
            }
            case HtmlInline html when code > 0 && html.getLiteral().equals("</code>") -> code--;
            case HtmlInline html -> add(depth, "html " + html.getLiteral());
            case Text text when code > 0 -> {}
            case Text text -> add(depth, "text " + text.getLiteral());
            default -> add(depth, node.getClass().getSimpleName());
        }
        for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
            node(child, depth + 1);
        }
    }

    private void add(int depth, String what) {
        lines.add("  ".repeat(depth) + what);
    }

    private static String html(String text) {
        return Jsoup.parseBodyFragment(text).body().childNodes().stream()
                .map(MarkdownStructure::element)
                .collect(Collectors.joining());
    }

    private static String element(org.jsoup.nodes.Node node) {
        return switch (node) {
            case Element element
            when element.tagName().equals("code") -> element.children().isEmpty() ? "<code>" : "<code with elements>";
            case Element element ->
                "<" + element.tagName() + " " + element.attributes() + ">"
                        + element.childNodes().stream()
                                .map(MarkdownStructure::element)
                                .collect(Collectors.joining());
            case TextNode text -> text.text();
            case Comment comment -> "<!--" + comment.getData().replaceAll("stack=\\S*", "stack=") + "-->";
            default -> node.nodeName();
        };
    }
}
