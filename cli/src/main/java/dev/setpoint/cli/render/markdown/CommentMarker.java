package dev.setpoint.cli.render.markdown;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first line of a comment on a pull request, by which the comment of an earlier run is found and replaced: an HTML
 * comment that names what was planned, so that several stacks have a comment each. No marker is the beginning of
 * another.
 *
 * @param names what tells this comment from the others of a pull request, in this order
 */
public record CommentMarker(Map<String, String> names) {

    public CommentMarker {
        names = new LinkedHashMap<>(names);
    }

    public static CommentMarker ofStack(String stack) {
        return new CommentMarker(Map.of("stack", stack));
    }

    /** {@code <!-- setpoint-plan stack=orders -->} */
    public String text() {
        return names.entrySet().stream()
                .map(name -> name.getKey() + "=" + encoded(name.getValue()))
                .collect(Collectors.joining(" ", "<!-- setpoint-plan ", " -->"));
    }

    /** Percent-encoded where a character could end the comment or the name: {@code --} ends one, {@code >} may. */
    private static String encoded(String name) {
        var encoded = new StringBuilder();
        var dash = false;
        for (var unit : name.getBytes(StandardCharsets.UTF_8)) {
            var plain = unit == '-' ? !dash : isPlain(unit);
            dash = plain && unit == '-';
            encoded.append(
                    plain
                            ? String.valueOf((char) unit)
                            : "%" + HexFormat.of().withUpperCase().toHexDigits(unit));
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte unit) {
        return unit > 0 && (Character.isLetterOrDigit(unit) || unit == '_' || unit == '.');
    }
}
