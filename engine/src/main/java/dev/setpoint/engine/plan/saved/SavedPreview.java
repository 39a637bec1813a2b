package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlannedCheck;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.annotation.Concern;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the parts to show from a document that {@link PlanDocument} wrote. */
final class SavedPreview {

    private static final Pattern PLACE = Pattern.compile("(.*):(\\d+):(\\d+)");

    private final Value.Map content;

    SavedPreview(Value.Map content) {
        this.content = content;
    }

    Preview preview() {
        var changes = maps(content.list("changes"));
        var waits = new LinkedHashMap<Address, Set<Address>>();
        for (var change : changes) {
            var first = waits.computeIfAbsent(address(change), _ -> new LinkedHashSet<>());
            strings(change.list("waitsFor")).forEach(name -> first.add(address(name)));
        }
        return new Preview(
                content.string("stack").orElse(""),
                options(content),
                changes.stream().map(SavedPreview::change).toList(),
                content.map("counts").integer("unchanged").orElse(0),
                addresses(content, "leftOut")
                        .filter(address -> !address.isData())
                        .toList(),
                outputs(),
                waits,
                maps(content.list(SavedPlan.CHECKS)).stream()
                        .map(SavedPreview::check)
                        .toList());
    }

    private static PlannedCheck check(Value.Map entry) {
        return new PlannedCheck(
                entry.string("subject").orElse(""),
                entry.string("condition").orElse(""),
                entry.string("severity").filter("warning"::equals).isPresent(),
                span(entry));
    }

    /** Returns the options of the plan. */
    static PlanOptions options(Value.Map content) {
        var options = content.map("options");
        var asked = PlanOptions.of(constant(Plan.Mode.class, content, "mode"))
                .targeting(addresses(options, "targets").toList())
                .replacing(addresses(options, "replace").toList());
        return options.bool("refresh").orElse(true) ? asked : asked.withoutRefresh();
    }

    private static Stream<Address> addresses(Value.Map map, String member) {
        return strings(map.list(member)).stream().map(SavedPreview::address);
    }

    private static Change change(Value.Map entry) {
        return change(
                entry, target(entry), new Identity(entry.string("identity").orElse("")));
    }

    /** @param entry entry of a change; for a move or an import, its {@code then} */
    private static Change change(Value.Map entry, ChangeTarget target, Identity id) {
        var properties = maps(entry.list("properties")).stream()
                .map(SavedPreview::property)
                .toList();
        return switch (entry.string("action").orElse("")) {
            case "create" ->
                new Change.Create(
                        target, constant(Change.CreateReason.class, entry, "reason"), Value.Map.EMPTY, properties);
            case "update" -> new Change.Update(target, id, Value.Map.EMPTY, Value.Map.EMPTY, properties, Set.of());
            case "replace" ->
                new Change.Replace(
                        target,
                        id,
                        Value.Map.EMPTY,
                        Value.Map.EMPTY,
                        properties,
                        constant(Change.Order.class, entry, "order"),
                        entry.bool("requested").orElse(false),
                        entry.bool("conditional")
                                .filter(conditional -> conditional)
                                .map(_ -> new Change.NoOp(target, id, Value.Map.EMPTY, Value.Map.EMPTY)));
            case "delete" ->
                new Change.Delete(target, id, Value.Map.EMPTY, constant(Change.DeleteReason.class, entry, "reason"));
            case "forget" ->
                new Change.Forget(
                        target,
                        id,
                        constant(Change.ForgetReason.class, entry, "reason"),
                        entry.string("heldBy").map(SavedPreview::address));
            case "refresh" -> new Change.Refresh(target, id, Value.Map.EMPTY, Value.Map.EMPTY, properties);
            case "import" -> new Change.Import(target, id, change(entry.map("then"), target, id));
            case "restore" -> new Change.Restore(target, id, change(entry.map("then"), target, id));
            case "move" ->
                new Change.Move(
                        target, address(entry.string("from").orElse("")), change(entry.map("then"), target, id));
            default -> new Change.NoOp(target, id, Value.Map.EMPTY, Value.Map.EMPTY);
        };
    }

    private static ChangeTarget target(Value.Map entry) {
        var reasons = Stream.concat(entry.get("forbidden").stream(), entry.list("alsoForbidden").stream())
                .filter(Value.Map.class::isInstance)
                .map(why -> forbidden((Value.Map) why))
                .toList();
        return new ChangeTarget(
                        address(entry),
                        new TypeName(entry.string("type").orElse("")),
                        entry.string("provider").orElse(""),
                        span(entry),
                        Set.of(),
                        strings(entry.list("dataLoss")))
                .forbidden(reasons)
                .concerning(concern(entry));
    }

    private static Diagnostic forbidden(Value.Map entry) {
        var why = Diagnostic.error(
                        entry.string("code").orElse(""), entry.string("message").orElse(""))
                .at(span(entry))
                .hint(entry.string("hint"));
        for (var other : maps(entry.list("related"))) {
            why = why.related(other.string("label").orElse(""), span(other).orElseThrow());
        }
        return why;
    }

    private static PropertyChange property(Value.Map entry) {
        return new PropertyChange(
                PropertyPath.parse(entry.string("path").orElse("")),
                entry.get("before"),
                entry.get("after"),
                constant(Cause.class, entry, "cause"),
                span(entry),
                entry.bool("forcesReplacement").orElse(false),
                entry.bool("sensitive").orElse(false),
                entry.string("dataLoss"),
                concern(entry),
                keys(entry.map(ChangeDocument.KEYS)));
    }

    private static Optional<Concern> concern(Value.Map entry) {
        return entry.string(ChangeDocument.CONCERNS).flatMap(Concern::of);
    }

    private static ElementKeys keys(Value.Map entry) {
        var members = new LinkedHashMap<PropertyPath, String>();
        entry.entries()
                .keySet()
                .forEach(list -> members.put(
                        list.isEmpty() ? PropertyPath.ROOT : PropertyPath.parse(list),
                        entry.string(list).orElse("")));
        return new ElementKeys(members);
    }

    private Map<String, Plan.OutputChange> outputs() {
        var outputs = new LinkedHashMap<String, Plan.OutputChange>();
        content.map("outputs").entries().forEach((name, value) -> {
            if (value instanceof Value.Map output) {
                outputs.put(
                        name,
                        new Plan.OutputChange(
                                output.get("before"),
                                output.get("after"),
                                output.bool("sensitive").orElse(false)));
            }
        });
        return outputs;
    }

    private static Optional<Span> span(Value.Map entry) {
        return entry.string("place")
                .map(PLACE::matcher)
                .filter(m -> m.matches())
                .map(place -> {
                    var line = Integer.parseInt(place.group(2));
                    var column = Integer.parseInt(place.group(3));
                    return new Span(new Source(place.group(1), ""), line, column, line, column);
                });
    }

    private static Address address(Value.Map entry) {
        return address(entry.string("address").orElse(""));
    }

    private static Address address(String text) {
        return Address.parse(text)
                .fold(
                        _ -> {
                            throw new IllegalArgumentException("`" + text + "` is not an address");
                        },
                        address -> address);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Value.Map entry, String member) {
        return Enum.valueOf(
                type, entry.string(member).orElse("").toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static List<Value.Map> maps(List<Value> values) {
        return values.stream()
                .filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .toList();
    }

    private static List<String> strings(List<Value> values) {
        return values.stream()
                .flatMap(value -> value instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .toList();
    }
}
