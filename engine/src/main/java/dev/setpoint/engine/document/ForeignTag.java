package dev.setpoint.engine.document;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A tag that Setpoint does not have, with its own way to write the same. */
final class ForeignTag {

    private static final String STANDARD = "tag:yaml.org,2002:";

    private ForeignTag() {}

    static Diagnostic diagnose(Node node, Span span) {
        var tag = node.getTag().getValue();
        var shown = tag.startsWith(STANDARD) ? "!!" + tag.substring(STANDARD.length()) : tag;
        var text = node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.<String>empty();
        return Diagnostic.error("SP0113", span, "The tag `" + shown + "` has no meaning here.")
                .hint(instead(tag, text));
    }

    /** Functions of CloudFormation have names that people write from habit. */
    private static String instead(String tag, Optional<String> text) {
        return switch (tag) {
            case "!Ref", "!GetAtt" ->
                "Write `${"
                        + text.filter(name -> name.matches("[a-z][A-Za-z0-9]*")).orElse("name")
                        + ".attribute}`; `setpoint schema TYPE` lists the attributes.";
            case "!Sub" -> "Remove `!Sub`: every text may contain `${name.attribute}`.";
            case "!Join" -> "Write `${['a', 'b'].join('-')}`.";
            case "!Select" -> "Write `${list[0]}`.";
            case "!Split" -> "Write `${text.split(',')}`.";
            case "!If" -> "Write `${condition ? a : b}`.";
            case "!Equals", "!And", "!Or", "!Not", "!Condition" ->
                "Write `==`, `&&`, `||` and `!` in an expression `${…}`.";
            case "!ImportValue" -> "Give the value as an input, or read the object with a `data` block.";
            case "!FindInMap" -> "Write the map under `locals` and `${locals.map[key]}`.";
            default ->
                tag.startsWith(STANDARD)
                        ? "Remove it: text in quotes is a string, and numbers and booleans need no tag."
                        : "Remove it. If `" + tag + "` belongs to the text, put the text in quotes.";
        };
    }
}
