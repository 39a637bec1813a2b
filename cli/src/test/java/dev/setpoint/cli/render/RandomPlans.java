package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.plan.Cause;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.planning.decide.ReviewMarks;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Plans of every kind of change, in every state that one may be in. */
public final class RandomPlans {

    /** Sentences of what is lost; none is a part of another. */
    static final List<String> LOSSES = List.of(
            "All objects of the first store are gone.",
            "Keys under <b> cannot be used & are lost.",
            "Old versions past their age go.",
            "Its deletion is scheduled: for 30 days it can still be cancelled.",
            "If it is replaced: the second store is emptied.");

    /** Data losses that are found in the cloud. */
    static final List<String> FOUND =
            List.of("It holds 3 object versions and 1 delete marker.", "It holds about 1,024 bytes of log data.");

    private static final List<String> TYPES = List.of("aws.s3.bucket", "aws.kms.key", "aws.iam.role", "core.value");
    private static final List<String> PATHS = List.of(
            "name",
            "policy.Statement[Read].Action",
            "policy",
            "assumeRolePolicy",
            "publicAccessBlock.blockPublicAcls",
            "tags.Owner",
            "rules[0].days",
            "tags[\"a.b\"]");

    private final Random random;
    private final List<Change> changes = new ArrayList<>();
    private final List<Address> present = new ArrayList<>();

    private RandomPlans(Random random) {
        this.random = random;
    }

    public static Plan of(Random random) {
        var mode = one(random, Plan.Mode.values());
        var plans = new RandomPlans(random);
        var count = random.nextInt(12);
        for (var i = 0; i < count; i++) {
            plans.add(mode, Address.resource("r" + i));
        }
        if (random.nextBoolean()) {
            plans.instances(mode, 2 + random.nextInt(7));
        }
        return new Plan(
                PlanOptions.of(mode),
                new TestStack().graph(),
                plans.state(),
                Map.of(),
                new ReviewMarks(SchemaFiles.bundled()).of(plans.changes),
                plans.outputs(),
                random.nextInt(4) == 0 ? Set.of(Address.resource("other")) : Set.of());
    }

    private State state() {
        return new State(
                "shop",
                "lineage",
                1,
                Map.of(),
                Map.of(),
                new TreeMap<>(),
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                DigestKey.fresh(),
                Optional.empty());
    }

    private Map<String, Plan.OutputChange> outputs() {
        var outputs = new LinkedHashMap<String, Plan.OutputChange>();
        IntStream.range(0, random.nextInt(3))
                .forEach(i -> outputs.put("output" + i, new Plan.OutputChange(value(), value(), false)));
        return outputs;
    }

    private void add(Plan.Mode mode, Address address) {
        var change = change(mode, target(address));
        changes.add(finished(change));
        present.add(address);
        if (mode != Plan.Mode.REFRESH && random.nextInt(5) == 0) {
            leftOver(address);
        }
    }

    /** An object beside the present one of an address. */
    private void leftOver(Address address) {
        var target = target(address);
        var id = new Identity(name() + "-left");
        changes.add(
                switch (random.nextInt(4)) {
                    case 0 ->
                        new Change.Forget(harmless(target), id, Change.ForgetReason.DEPOSED_GONE, Optional.empty());
                    case 1 ->
                        new Change.Forget(
                                harmless(target),
                                id,
                                Change.ForgetReason.DEPOSED_HELD,
                                Optional.of(Address.resource("holder")));
                    case 2 -> finished(new Change.Delete(target, id, Value.Map.EMPTY, Change.DeleteReason.SUPERSEDED));
                    default -> finished(new Change.Delete(target, id, Value.Map.EMPTY, Change.DeleteReason.DEPOSED));
                });
    }

    /** Instances of one block, some of them with equal changes. */
    private void instances(Plan.Mode mode, int count) {
        var template = change(mode, target(Address.instance("many", "template")));
        for (var i = 0; i < count; i++) {
            var address = Address.instance("many", random.nextInt(9) == 0 ? String.valueOf(30 + i) : "k" + i);
            var own = random.nextInt(6) == 0 ? change(mode, target(address)) : template;
            var target = own.target();
            var here = new ChangeTarget(
                    address,
                    target.type(),
                    target.provider(),
                    target.span(),
                    Set.of(),
                    target.notes().dataLoss());
            var change = own.withTarget(here);
            changes.add(random.nextInt(8) == 0 ? finished(change) : change);
        }
    }

    /** Adds losses found in the cloud and blockers to a change. */
    private Change finished(Change change) {
        var target = change.target();
        if (destroys(change)) {
            target = target.withLossesFound(some(FOUND, 4));
        }
        if (random.nextInt(6) == 0) {
            target = target.forbidden(IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(this::reason)
                    .toList());
        }
        return change.withTarget(target);
    }

    private static boolean destroys(Change change) {
        return change.effect() instanceof Change.Delete || change.effect() instanceof Change.Replace;
    }

    private Diagnostic reason(int number) {
        var reason = Diagnostic.error("SP052" + number, "There is *something* in the way, number " + number + ".")
                .at(place());
        return random.nextBoolean() ? reason.hint("Take `it` away.") : reason;
    }

    private Change change(Plan.Mode mode, ChangeTarget target) {
        return switch (mode) {
            case APPLY -> applied(target);
            case DESTROY ->
                random.nextInt(4) == 0
                        ? forgotten(target)
                        : new Change.Delete(target, id(), Value.Map.EMPTY, Change.DeleteReason.DESTROY);
            case REFRESH ->
                switch (random.nextInt(3)) {
                    case 0 -> new Change.NoOp(harmless(target), id(), Value.Map.EMPTY, Value.Map.EMPTY);
                    case 1 -> new Change.Forget(harmless(target), id(), Change.ForgetReason.GONE, Optional.empty());
                    default ->
                        new Change.Refresh(
                                harmless(target), id(), Value.Map.EMPTY, Value.Map.EMPTY, properties(false, false));
                };
        };
    }

    private Change applied(ChangeTarget target) {
        return switch (random.nextInt(8)) {
            case 0 -> new Change.Move(target, Address.resource("former" + changes.size()), existing(target));
            case 1 -> {
                var then = existing(target);
                yield new Change.Import(target, identity(then), then);
            }
            case 2 -> {
                var then = random.nextBoolean() ? same(target) : updated(target);
                yield new Change.Restore(target, identity(then), then);
            }
            case 3 -> new Change.Delete(target, id(), Value.Map.EMPTY, Change.DeleteReason.REMOVED);
            case 4 -> forgotten(target);
            case 5 -> created(target);
            default -> existing(target);
        };
    }

    private static Identity identity(Change change) {
        return switch (change) {
            case Change.Update update -> update.id();
            case Change.Replace replace -> replace.id();
            case Change.NoOp same -> same.id();
            default -> throw new IllegalStateException(change.toString());
        };
    }

    private Change created(ChangeTarget target) {
        return new Change.Create(
                harmless(target), one(random, Change.CreateReason.values()), Value.Map.EMPTY, properties(false, true));
    }

    private Change existing(ChangeTarget target) {
        return switch (random.nextInt(3)) {
            case 0 -> same(target);
            case 1 -> updated(target);
            default -> replaced(target);
        };
    }

    private Change same(ChangeTarget target) {
        return new Change.NoOp(harmless(target), id(), Value.Map.EMPTY, Value.Map.EMPTY);
    }

    private Change updated(ChangeTarget target) {
        var properties = properties(true, false);
        return new Change.Update(
                losing(target, properties), id(), Value.Map.EMPTY, Value.Map.EMPTY, properties, Set.of());
    }

    private Change replaced(ChangeTarget target) {
        var properties = properties(true, false);
        var order = random.nextBoolean() ? Change.Order.CREATE_FIRST : Change.Order.DELETE_FIRST;
        var id = id();
        return new Change.Replace(
                losing(target, properties),
                id,
                Value.Map.EMPTY,
                Value.Map.EMPTY,
                properties,
                order,
                random.nextBoolean(),
                random.nextInt(3) == 0
                        ? Optional.of(new Change.NoOp(target, id, Value.Map.EMPTY, Value.Map.EMPTY))
                        : Optional.empty());
    }

    private Change forgotten(ChangeTarget target) {
        return switch (random.nextInt(3)) {
            case 0 -> new Change.Forget(harmless(target), id(), Change.ForgetReason.RETAINED, Optional.empty());
            case 1 -> new Change.Forget(harmless(target), id(), Change.ForgetReason.GONE, Optional.empty());
            default ->
                new Change.Forget(
                        harmless(target), id(), Change.ForgetReason.HELD, Optional.of(Address.resource("holder")));
        };
    }

    private static ChangeTarget harmless(ChangeTarget target) {
        return new ChangeTarget(
                target.address(), target.type(), target.provider(), target.span(), target.dependsOn(), List.of());
    }

    /** Adds losses of properties to the resource. */
    private static ChangeTarget losing(ChangeTarget target, List<PropertyChange> properties) {
        var all = new ArrayList<>(target.notes().dataLoss());
        properties.forEach(property -> all.addAll(property.dataLoss().stream().toList()));
        return new ChangeTarget(
                target.address(),
                target.type(),
                target.provider(),
                target.span(),
                target.dependsOn(),
                all.stream().distinct().toList());
    }

    private ChangeTarget target(Address address) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var provider = new TypeName(type).provider();
        return new ChangeTarget(
                address,
                new TypeName(type),
                random.nextInt(4) == 0 ? provider + ".replica" : provider,
                place(),
                present.isEmpty() || random.nextBoolean()
                        ? Set.of()
                        : Set.of(present.get(random.nextInt(present.size()))),
                some(LOSSES, 3));
    }

    private Optional<Span> place() {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(LiteralPlan.line(1 + random.nextInt(90)));
    }

    private <T> List<T> some(List<T> all, int rarity) {
        return all.stream().filter(_ -> random.nextInt(rarity) == 0).toList();
    }

    private List<PropertyChange> properties(boolean old, boolean made) {
        var paths = new ArrayList<>(PATHS);
        Collections.shuffle(paths, random);
        return paths.stream()
                .limit(1 + random.nextInt(paths.size()))
                .map(path -> property(made ? path.replaceAll("[.\\[].*", "") : path, old, made))
                .toList();
    }

    private PropertyChange property(String path, boolean old, boolean made) {
        var before = made ? Optional.<Value>empty() : value();
        var after = value();
        return new PropertyChange(
                LiteralPlan.path(path.replace("[\"a.b\"]", ".x")),
                before,
                before.isEmpty() && after.isEmpty() ? Optional.of(Value.of("made")) : after,
                one(random, Cause.values()),
                place(),
                old && random.nextInt(3) == 0,
                random.nextInt(6) == 0,
                old && random.nextInt(6) == 0
                        ? Optional.of(LOSSES.get(random.nextInt(LOSSES.size())))
                        : Optional.empty());
    }

    private Optional<Value> value() {
        return switch (random.nextInt(8)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(Value.of(random.nextInt(100)));
            case 2 -> Optional.of(new Value.Unknown("other.arn"));
            case 3 -> Optional.of(Value.strings(List.of(name(), name())));
            case 4 -> Optional.of(Value.of("first line\nsecond " + name() + "\n"));
            case 6 ->
                Optional.of(Value.of("{\"Statement\": [{\"Effect\": \"Allow\", \"Sid\": \"A\", \"Action\": \"" + name()
                        + "\"}, {\"Effect\": \"Deny\", \"Sid\": \"B\", \"Action\": \"" + name() + "\"}]}"));
            case 5 -> Optional.of(Value.Map.EMPTY.with("inner", Value.of(random.nextBoolean())));
            default -> Optional.of(Value.of(name()));
        };
    }

    private static <T> T one(Random random, T[] all) {
        return List.of(all).get(random.nextInt(all.length));
    }

    private Identity id() {
        return new Identity(name());
    }

    private String name() {
        return "n" + random.nextInt(1000);
    }
}
