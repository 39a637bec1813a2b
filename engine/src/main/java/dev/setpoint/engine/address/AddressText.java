package dev.setpoint.engine.address;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text form of addresses: names with dots between them, each with its key in brackets and double quotes. In a key,
 * a backslash stands before a double quote and before a backslash.
 */
final class AddressText {

    /** End a name, besides the end of the text. */
    private static final String SPECIAL = ".[]\"";

    private static final String OPENING = "[\"";
    private static final String CLOSING = "\"]";

    /** Have a backslash before them in a key. */
    private static final String ESCAPED = "\"\\";

    /** A key whose quotes a shell has removed. */
    private static final Pattern UNQUOTED = Pattern.compile("\\[([^\\[\\]\"\\\\]+)]");

    /** A name with its key. */
    private record Segment(String name, Optional<String> key, int end) {

        boolean isData() {
            return name.equals(Address.DATA) && key.isEmpty();
        }
    }

    private AddressText() {}

    static void append(StringBuilder text, String name, Optional<String> key) {
        text.append(name);
        key.ifPresent(k -> text.append(OPENING).append(escaped(k)).append(CLOSING));
    }

    private static String escaped(String key) {
        return key.indexOf('"') < 0 && key.indexOf('\\') < 0
                ? key
                : key.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    static Result<Address> parse(String text) {
        return read(text).map(Result::ok).orElseGet(() -> Result.failed(malformed(text)));
    }

    /** A reference goes on with a path of properties, so that its first segment alone names the resource. */
    static Address owner(String reference) {
        return segment(reference, 0)
                .map(first -> address(ModulePath.ROOT, Address.resource(first.name()), first))
                .orElseGet(() -> Address.resource(reference));
    }

    private static Optional<Address> read(String text) {
        // Most addresses are one name.
        if (!text.isEmpty() && nameEnd(text, 0) == text.length()) {
            return Optional.of(Address.resource(text));
        }
        return segments(text).flatMap(AddressText::address);
    }

    private static Optional<List<Segment>> segments(String text) {
        var segments = new ArrayList<Segment>();
        var at = 0;
        while (true) {
            var segment = segment(text, at);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
            at = segment.get().end();
            if (at == text.length()) {
                return Optional.of(segments);
            }
            if (text.charAt(at) != '.') {
                return Optional.empty();
            }
            at++;
        }
    }

    /** The segment that begins here; empty when there is none. */
    private static Optional<Segment> segment(String text, int at) {
        var end = nameEnd(text, at);
        if (end == at) {
            return Optional.empty();
        }
        var name = text.substring(at, end);
        return text.startsWith(OPENING, end)
                ? keyed(name, text, end + OPENING.length())
                : Optional.of(new Segment(name, Optional.empty(), end));
    }

    private static int nameEnd(String text, int at) {
        var end = at;
        while (end < text.length() && SPECIAL.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    /** @param at where the key begins, behind its opening quote */
    private static Optional<Segment> keyed(String name, String text, int at) {
        var key = new StringBuilder();
        for (var i = at; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                return text.startsWith(CLOSING, i)
                        ? Optional.of(new Segment(name, Optional.of(key.toString()), i + CLOSING.length()))
                        : Optional.empty();
            }
            if (c == '\\') {
                i++;
                if (i == text.length() || ESCAPED.indexOf(text.charAt(i)) < 0) {
                    return Optional.empty();
                }
            }
            key.append(text.charAt(i));
        }
        return Optional.empty();
    }

    /** The last segment is the block; {@code data} before it says that it is a data source; all others are modules. */
    private static Optional<Address> address(List<Segment> segments) {
        var last = segments.getLast();
        var isData = segments.size() > 1 && segments.get(segments.size() - 2).isData();
        var modules = segments.subList(0, segments.size() - (isData ? 2 : 1));
        if (modules.stream().anyMatch(segment -> segment.name().equals(Address.DATA))) {
            // It can be no module's name, and a reference such as `data.caller.id` is no address.
            return Optional.empty();
        }
        var path = new ModulePath(modules.stream()
                .map(segment -> new ModulePath.Call(segment.name(), segment.key()))
                .toList());
        return Optional.of(address(path, isData ? Address.data(last.name()) : Address.resource(last.name()), last));
    }

    private static Address address(ModulePath module, Address block, Segment last) {
        var address = last.key().map(block::instance).orElse(block);
        return module.isRoot() ? address : address.in(module);
    }

    private static Diagnostic malformed(String text) {
        var quoted = UNQUOTED.matcher(text).replaceAll("[\"$1\"]");
        var meant = quoted.equals(text) ? Optional.<Address>empty() : read(quoted);
        return Diagnostic.error("SP0935", "`" + text + "` is not an address.")
                .hint(meant.map(address -> "Did you mean `" + address + "`? A shell removes the quotes: write "
                                + address.word() + ".")
                        .orElse("An address is a name, with the key of its `forEach` in double quotes: `bucket`,"
                                + " `buckets[\"eu\"]`."));
    }
}
