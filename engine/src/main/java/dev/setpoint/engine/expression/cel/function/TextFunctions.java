package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.Locale;

/** Functions of texts beside CEL's own. */
final class TextFunctions {

    private TextFunctions() {}

    static List<Definition> own() {
        return List.of(
                Definition.global("title", arguments -> arguments.made(title(arguments.text(0))))
                        .taking(SimpleType.STRING, SimpleType.STRING),
                Definition.member("format", arguments -> new TextFormat(arguments).text())
                        .taking(SimpleType.STRING, SimpleType.STRING, ListType.create(SimpleType.DYN)));
    }

    /** A word begins after whatever is neither a letter nor a digit. */
    private static String title(String text) {
        var title = new StringBuilder();
        var inside = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            title.append(
                    inside || c > 'z'
                            ? c
                            : String.valueOf(c).toUpperCase(Locale.ROOT).charAt(0));
            inside = Character.isLetterOrDigit(c);
        }
        return title.toString();
    }
}
