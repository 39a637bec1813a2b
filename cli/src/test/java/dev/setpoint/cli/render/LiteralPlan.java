package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.planning.decide.ReviewMarks;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A plan put together by hand, to be rendered. */
public final class LiteralPlan {

    static final Source SOURCE = new Source("setpoint.yaml", "\n".repeat(200));

    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Plan.OutputChange> outputs = new LinkedHashMap<>();
    private final Map<Address, Set<Address>> waits = new LinkedHashMap<>();

    public static Span line(int line) {
        return new Span(SOURCE, line, 5, line, 10);
    }

    public static Value json(String text) {
        return Json.read(text.replace('\'', '"'));
    }

    public static ChangeTarget target(String address, String type, int line, String... dataLoss) {
        var name = new TypeName(type);
        return new ChangeTarget(
                address(address),
                name,
                name.provider(),
                line > 0 ? Optional.of(line(line)) : Optional.empty(),
                Set.of(),
                List.of(dataLoss));
    }

    public static PropertyChange property(String path, String before, String after, Cause cause, int line) {
        return new PropertyChange(
                path(path),
                before.isEmpty() ? Optional.empty() : Optional.of(json(before)),
                after.isEmpty() ? Optional.empty() : Optional.of(json(after)),
                cause,
                line > 0 ? Optional.of(line(line)) : Optional.empty(),
                false,
                false,
                Optional.empty());
    }

    public static PropertyChange forcing(PropertyChange c) {
        return new PropertyChange(
                c.path(), c.before(), c.after(), c.cause(), c.span(), true, c.sensitive(), c.dataLoss());
    }

    public static PropertyChange secret(PropertyChange c) {
        return new PropertyChange(
                c.path(), c.before(), c.after(), c.cause(), c.span(), c.forcesReplacement(), true, c.dataLoss());
    }

    /** {@code rules[Archive].transitions[0].days}, as {@link PropertyPath} prints it. */
    public static PropertyPath path(String text) {
        var path = PropertyPath.ROOT;
        for (var part : text.replace("[", ".[").split("\\.", -1)) {
            if (part.startsWith("[")) {
                var inner = part.substring(1, part.length() - 1);
                path = inner.matches("\\d+") ? path.index(Integer.parseInt(inner)) : path.key(inner);
            } else if (!part.isEmpty()) {
                path = path.name(part);
            }
        }
        return path;
    }

    public LiteralPlan create(ChangeTarget target, Change.CreateReason reason, String desired) {
        var map = (Value.Map) json(desired);
        var properties = map.entries().entrySet().stream()
                .map(e -> new PropertyChange(
                        PropertyPath.of(e.getKey()),
                        Optional.empty(),
                        Optional.of(e.getValue()),
                        Cause.SPEC,
                        target.span(),
                        false,
                        false,
                        Optional.empty()))
                .toList();
        return add(new Change.Create(target, reason, map, properties));
    }

    public LiteralPlan update(ChangeTarget target, String id, PropertyChange... properties) {
        return add(new Change.Update(
                target, new Identity(id), Value.Map.EMPTY, Value.Map.EMPTY, List.of(properties), Set.of()));
    }

    public LiteralPlan replace(ChangeTarget target, String id, Change.Order order, PropertyChange... properties) {
        return add(new Change.Replace(
                target,
                new Identity(id),
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                List.of(properties),
                order,
                false,
                Optional.empty()));
    }

    public LiteralPlan delete(ChangeTarget target, String id, Change.DeleteReason reason, String last) {
        return add(new Change.Delete(target, new Identity(id), (Value.Map) json(last), reason));
    }

    public LiteralPlan unchanged(String address, String type) {
        return add(new Change.NoOp(target(address, type, 1), new Identity(address), Value.Map.EMPTY, Value.Map.EMPTY));
    }

    public LiteralPlan add(Change change) {
        changes.addAll(new ReviewMarks(SchemaFiles.bundled()).of(List.of(change)));
        return this;
    }

    public LiteralPlan edge(String from, String to) {
        waits.put(address(from), Set.of(address(to)));
        return this;
    }

    public LiteralPlan output(String name, String before, String after, boolean sensitive) {
        outputs.put(
                name,
                new Plan.OutputChange(
                        before.isEmpty() ? Optional.empty() : Optional.of(json(before)),
                        after.isEmpty() ? Optional.empty() : Optional.of(json(after)),
                        sensitive));
        return this;
    }

    public Preview plan() {
        return plan(Plan.Mode.APPLY);
    }

    public Preview plan(Plan.Mode mode) {
        var some = changes.stream()
                .filter(change -> !(change instanceof Change.NoOp))
                .toList();
        return new Preview(
                "demo", PlanOptions.of(mode), some, changes.size() - some.size(), List.of(), outputs, waits, List.of());
    }

    private static Address address(String text) {
        return Address.parse(text)
                .fold(
                        problems -> {
                            throw new IllegalArgumentException(problems.toString());
                        },
                        address -> address);
    }
}
