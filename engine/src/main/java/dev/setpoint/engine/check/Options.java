package dev.setpoint.engine.check;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.TemplateParser;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.ResourceBlock.Lifecycle;
import dev.setpoint.engine.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A resource's options, other than its type, provider and properties. The grammar has judged their form. */
final class Options {

    private static final Pattern DURATION = Pattern.compile("(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

    private final Names names;
    private final Problems problems;

    Options(Names names, Problems problems) {
        this.names = names;
        this.problems = problems;
    }

    List<Address> dependsOn(Node.Mapping block) {
        return each(block, "dependsOn", scalar -> names.address(scalar, problems));
    }

    List<Address> moved(Node.Mapping block) {
        return each(block, "moved", scalar -> {
            if (names.resource(scalar.text()).isPresent()) {
                problems.error(
                        "SP0214", scalar.span(), "`" + scalar.text() + "` cannot have moved: it is still a resource.");
            }
            return Optional.of(Address.resource(scalar.text()));
        });
    }

    Optional<String> importId(Node.Mapping block) {
        return Members.text(block, "import").map(Node.Scalar::text);
    }

    Lifecycle lifecycle(Node.Mapping block, TypeSchema type) {
        var options = Members.mapping(block, "lifecycle");
        return new Lifecycle(
                flag(options, "preventDestroy"),
                flag(options, "createBeforeDestroy"),
                Members.text(options, "onDelete")
                        .filter(text -> text.text().equals("retain"))
                        .isPresent(),
                each(options, "ignoreChanges", scalar -> new IgnoredPath(scalar, type).check(problems)),
                each(options, "replaceOnChange", this::reference),
                places(options));
    }

    private static Map<String, Span> places(Node.Mapping options) {
        var places = new LinkedHashMap<String, Span>();
        options.entries().forEach((name, entry) -> places.put(name, entry.key()));
        return places;
    }

    private static boolean flag(Node.Mapping options, String name) {
        return options.get(name)
                .filter(node ->
                        node instanceof Node.Scalar scalar && scalar.value().equals(Value.of(true)))
                .isPresent();
    }

    private Optional<String> reference(Node.Scalar scalar) {
        var opening = "${";
        var parsed = TemplateParser.parse(opening + scalar.text() + "}");
        var complaints = new ArrayList<Complaint>();
        parsed.template().ifPresent(template -> template.type(names, complaints));
        if (parsed.template().isEmpty() || parsed.template().get().references().size() != 1) {
            problems.error("SP0303", scalar.span(), "This is no reference: write `name.attribute`.");
        }
        for (var complaint : complaints) {
            problems.add(Diagnostic.error(complaint.code(), scalar.span(), complaint.message())
                    .hint(complaint.hint()));
        }
        return Optional.of(scalar.text());
    }

    Map<String, Duration> timeouts(Node.Mapping block) {
        var timeouts = new LinkedHashMap<String, Duration>();
        var written = Members.mapping(block, "timeouts");
        for (var operation : written.entries().keySet()) {
            Members.text(written, operation)
                    .flatMap(text -> duration(text.text()))
                    .ifPresent(duration -> timeouts.put(operation, duration));
        }
        return timeouts;
    }

    static Optional<Duration> duration(String text) {
        var match = DURATION.matcher(text);
        if (text.isEmpty() || !match.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofHours(number(match.group(1)))
                .plusMinutes(number(match.group(2)))
                .plusSeconds(number(match.group(3))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static <T> List<T> each(Node.Mapping block, String name, Function<Node.Scalar, Optional<T>> read) {
        var found = new ArrayList<T>();
        if (block.get(name).orElse(block) instanceof Node.Sequence(var items, var _)) {
            for (var item : items) {
                if (item instanceof Node.Scalar scalar && scalar.value() instanceof Value.Str) {
                    read.apply(scalar).ifPresent(found::add);
                }
            }
        }
        return found;
    }
}
