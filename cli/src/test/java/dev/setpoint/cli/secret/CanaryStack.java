package dev.setpoint.cli.secret;

import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The contract's stack of a type, with every property that its updates know, in which each text is the value of a
 * sensitive input of its own. A text that must keep to a form becomes a secret of that form, if there is one; else it
 * stays as it is.
 */
final class CanaryStack {

    private static final Path CONTRACT = Path.of("../providers/sandbox/src/test/resources/contract");

    private static final String ACCOUNT = "123456789012";

    /** One text of the subject; {@code tried} counts the forms of a secret that it could not be. */
    private static final class Leaf {
        private final String literal;
        private final String input;
        private int tried;

        private Leaf(String literal, int number) {
            this.literal = literal;
            this.input = "s" + number;
        }

        private List<String> forms() {
            return List.of(
                    "CanarySecret/7f3a9q +=@" + input,
                    literal + "-canary7f3a9q" + input,
                    "canary7f3a9q" + input,
                    "arn:aws:s3:::canary7f3a9q" + input + "/*");
        }

        private boolean isSecret() {
            return tried < forms().size();
        }

        private String secret() {
            return forms().get(tried);
        }
    }

    private final Value.Map stack;
    private final Value.Map subject;
    private final List<Leaf> leaves = new ArrayList<>();

    private CanaryStack(Value.Map stack) {
        this.stack = stack;
        this.subject = marked(stack.map("resources").map("subject").map("properties")) instanceof Value.Map map
                ? map
                : Value.Map.EMPTY;
    }

    /** @param updated whether with what the updates of the contract know */
    static CanaryStack of(String type, boolean updated) {
        var stack = yaml(type + ".yaml");
        var properties = stack.map("resources").map("subject").map("properties");
        for (var update : yaml(type + ".updates.yaml").entries().values()) {
            if (updated && update instanceof Value.Map more) {
                properties = more.plus(properties);
            }
        }
        var subject = stack.map("resources").map("subject").with("properties", properties);
        return new CanaryStack(stack.with("resources", stack.map("resources").with("subject", subject)));
    }

    private static Value.Map yaml(String file) {
        try {
            var text = Files.readString(CONTRACT.resolve(file))
                    .replace("${inputs.suffix}", "x1")
                    .replace("${data.caller.accountId}", ACCOUNT);
            return Parser.value(text).orElseThrow() instanceof Value.Map map ? map : Value.Map.EMPTY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Value marked(Value value) {
        return switch (value) {
            case Value.Str(var text)
            when !text.contains("${") -> {
                var leaf = new Leaf(text, leaves.size());
                leaves.add(leaf);
                yield Value.of("${inputs." + leaf.input + "}");
            }
            default -> value.mapChildren(this::marked);
        };
    }

    /** Spec as YAML, with each text of the subject on a line of its own. */
    String spec() {
        var inputs = stack.map("inputs").without("suffix");
        for (var leaf : leaves) {
            if (leaf.isSecret()) {
                inputs = inputs.with(
                        leaf.input,
                        Value.Map.EMPTY.with("type", Value.of("string")).with("sensitive", Value.of(true)));
            }
        }
        var resource = stack.map("resources").map("subject").with("properties", subject);
        var text = Json.prettySorted(stack.with("inputs", inputs)
                .with("resources", stack.map("resources").with("subject", resource)));
        for (var leaf : leaves) {
            if (!leaf.isSecret()) {
                text = text.replace("\"${inputs." + leaf.input + "}\"", Json.compact(Value.of(leaf.literal)));
            }
        }
        return text;
    }

    Map<String, String> variables() {
        var variables = new HashMap<String, String>();
        leaves.stream()
                .filter(Leaf::isSecret)
                .forEach(leaf -> variables.put("SETPOINT_INPUT_" + leaf.input.toUpperCase(Locale.ROOT), leaf.secret()));
        return variables;
    }

    List<String> secrets() {
        return leaves.stream().filter(Leaf::isSecret).map(Leaf::secret).toList();
    }

    private static final Pattern PLACE = Pattern.compile("(?m)^error\\[SP[0-9]+] setpoint\\.yaml:([0-9]+):");

    /** Tries another form where these diagnostics point to; where they point to no text, everywhere. */
    void adapt(String diagnostics) {
        var lines = new TreeMap<Integer, Leaf>();
        var written = spec().lines().toList();
        var byInput = new LinkedHashMap<String, Leaf>();
        leaves.forEach(leaf -> byInput.put("\"${inputs." + leaf.input + "}\"", leaf));
        for (var number = 0; number < written.size(); number++) {
            for (var entry : byInput.entrySet()) {
                if (written.get(number).contains(entry.getKey())) {
                    lines.put(number + 1, entry.getValue());
                }
            }
        }
        var refused = PLACE.matcher(diagnostics)
                .results()
                .map(match -> Integer.parseInt(match.group(1)))
                .flatMap(line -> lines.containsKey(line)
                        ? List.of(lines.get(line)).stream()
                        : below(written, line).stream()
                                .filter(lines::containsKey)
                                .map(lines::get))
                .distinct()
                .toList();
        (refused.isEmpty() ? leaves : refused).forEach(leaf -> leaf.tried++);
    }

    /** The lines of what begins in a line. */
    private static List<Integer> below(List<String> written, int line) {
        var below = new ArrayList<Integer>();
        for (var next = line;
                next < written.size() && indent(written.get(next)) > indent(written.get(line - 1));
                next++) {
            below.add(next + 1);
        }
        return below;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
