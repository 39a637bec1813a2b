package dev.setpoint.engine.check.resource;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.check.grammar.CheckProblems;
import dev.setpoint.engine.check.grammar.YamlMembers;
import dev.setpoint.engine.check.term.StackNames;
import dev.setpoint.engine.check.term.StaticTexts;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.document.Node;
import dev.setpoint.engine.expression.Complaint;
import dev.setpoint.engine.expression.Reference;
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
public final class OptionsReader {

    private static final Pattern DURATION = Pattern.compile("(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?");

    private final StackNames names;
    private final StaticTexts texts;
    private final Map<Address, Span> claimed;
    private final CheckProblems problems;

    /** @param claimed former addresses by the place that claims them; shared by all blocks of a stack */
    public OptionsReader(StackNames names, StaticTexts texts, Map<Address, Span> claimed, CheckProblems problems) {
        this.names = names;
        this.texts = texts;
        this.claimed = claimed;
        this.problems = problems;
    }

    public List<Address> dependsOn(Node.Mapping block) {
        return each(
                block,
                "dependsOn",
                scalar ->
                        address(scalar)
                                .map(text -> names.addresses(text, scalar.span(), problems))
                                .orElse(List.of())
                                .stream()
                                .map(address -> address.in(names.nameSpace().path()))
                                .toList());
    }

    List<Address> moved(Node.Mapping block) {
        return each(
                block,
                "moved",
                scalar -> texts
                        .of(scalar)
                        // A computed text may be empty, for an instance that has not moved.
                        .flatMap(text -> Address.parse(text).fold(_ -> Optional.empty(), Optional::of))
                        .filter(address -> mayHaveMoved(address, scalar.span()))
                        .map(address -> address.in(names.nameSpace().path()))
                        .stream()
                        .toList());
    }

    /** A key may be computed. A computed name has been reported already. */
    private Optional<String> address(Node.Scalar scalar) {
        return scalar.text().startsWith("${") ? Optional.empty() : texts.of(scalar);
    }

    private boolean mayHaveMoved(Address address, Span span) {
        if (names.isResource(address)) {
            problems.add(Diagnostic.error(
                            "SP0214", span, "`moved` names `" + address + "`, which is still a resource of this stack.")
                    .hint("Remove it here, and `moved` too if it is empty then, or remove the block of that name."));
            return false;
        }
        var first = claimed.putIfAbsent(address, span);
        // All instances of a `forEach` may have the option. The object belongs to one of them.
        var again = first != null && !first.equals(span);
        if (again) {
            problems.add(Diagnostic.error(
                            "SP0223", span, "`" + address + "` has moved to another resource of this stack already.")
                    .related("it has moved here", first));
        }
        return !again;
    }

    Optional<String> importId(Node.Mapping block) {
        return YamlMembers.text(block, "import").flatMap(texts::of);
    }

    Lifecycle lifecycle(Node.Mapping block, TypeSchema type) {
        var options = YamlMembers.mapping(block, "lifecycle");
        return new Lifecycle(
                flag(options, "preventDestroy"),
                flag(options, "createBeforeDestroy"),
                YamlMembers.text(options, "onDelete")
                        .filter(text -> text.text().equals("retain"))
                        .isPresent(),
                each(
                        options,
                        "ignoreChanges",
                        scalar -> new IgnoredPath(scalar, type)
                                .check(problems).stream().toList()),
                each(options, "replaceOnChange", this::references),
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

    /** The references of an entry; a block with {@code forEach} gives one for each instance. */
    private List<Reference> references(Node.Scalar scalar) {
        var opening = "${";
        var parsed = texts.parse(opening + scalar.text() + "}");
        var complaints = new ArrayList<Complaint>();
        var typed = parsed.template().map(template -> template.type(names, complaints));
        if (typed.isEmpty() || parsed.template().get().references().size() != 1) {
            problems.error("SP0303", scalar.span(), "This is not a reference: write `name.attribute`.");
            return List.of();
        }
        for (var complaint : complaints) {
            problems.add(Diagnostic.error(complaint.code(), scalar.span(), complaint.message())
                    .hint(complaint.hint()));
        }
        return List.copyOf(typed.get().template().references());
    }

    Map<String, Duration> timeouts(Node.Mapping block) {
        var timeouts = new LinkedHashMap<String, Duration>();
        var written = YamlMembers.mapping(block, "timeouts");
        for (var operation : written.entries().keySet()) {
            YamlMembers.text(written, operation)
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

    private static <T> List<T> each(Node.Mapping block, String name, Function<Node.Scalar, List<T>> read) {
        var found = new ArrayList<T>();
        if (block.get(name).orElse(block) instanceof Node.Sequence(var items, var _)) {
            for (var item : items) {
                if (item instanceof Node.Scalar scalar && scalar.value() instanceof Value.Str) {
                    found.addAll(read.apply(scalar));
                }
            }
        }
        return found;
    }
}
