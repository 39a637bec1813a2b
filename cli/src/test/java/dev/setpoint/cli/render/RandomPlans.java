package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.planning.decide.ReviewMarks;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.Assertion;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.DigestKey;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
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

    private final Random random;
    private final RandomValues values;
    private final RandomChanges kinds;
    private final List<Change> changes = new ArrayList<>();
    private final List<Address> present = new ArrayList<>();

    private RandomPlans(Random random) {
        this.random = random;
        this.values = new RandomValues(random);
        this.kinds = new RandomChanges(values);
    }

    public static Plan of(Random random) {
        var plans = new RandomPlans(random);
        var mode = plans.values.one(Plan.Mode.values());
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
                random.nextInt(4) == 0 ? Set.of(Address.resource("other")) : Set.of(),
                plans.assertions());
    }

    private List<Assertion> assertions() {
        Assertion.Subject[] subjects = {
            new Assertion.Subject.Block(Address.instance("many", "a\nb")),
            new Assertion.Subject.Module(ModulePath.ROOT.call("storage", "eu")),
            new Assertion.Subject.Module(ModulePath.ROOT),
            new Assertion.Subject.Input(ModulePath.ROOT.call("storage"), "name", TestStack.SPAN, "")
        };
        return random.nextInt(4) == 0
                ? List.of(new Assertion(
                        values.one(subjects),
                        List.of(),
                        new Term.Literal(Value.of(true), TestStack.SPAN),
                        new Term.Literal(Value.of("No."), TestStack.SPAN),
                        values.one(Diagnostic.Severity.values()),
                        Map.of(),
                        TestStack.SPAN,
                        List.of()))
                : List.of();
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
                .forEach(i -> outputs.put("output" + i, new Plan.OutputChange(values.value(), values.value(), false)));
        return outputs;
    }

    private void add(Plan.Mode mode, Address address) {
        var change = kinds.change(mode, target(address));
        changes.add(finished(change));
        present.add(address);
        if (mode != Plan.Mode.REFRESH && random.nextInt(5) == 0) {
            leftOver(address);
        }
    }

    /** An object beside the present one of an address. */
    private void leftOver(Address address) {
        var target = target(address);
        var id = new Identity(values.name() + "-left");
        changes.add(
                switch (random.nextInt(4)) {
                    case 0 ->
                        new Change.Forget(
                                RandomChanges.harmless(target), id, Change.ForgetReason.DEPOSED_GONE, Optional.empty());
                    case 1 ->
                        new Change.Forget(
                                RandomChanges.harmless(target),
                                id,
                                Change.ForgetReason.DEPOSED_HELD,
                                Optional.of(Address.resource("holder")));
                    case 2 -> finished(new Change.Delete(target, id, Value.Map.EMPTY, Change.DeleteReason.SUPERSEDED));
                    default -> finished(new Change.Delete(target, id, Value.Map.EMPTY, Change.DeleteReason.DEPOSED));
                });
    }

    /** Instances of one block, some of them with equal changes. */
    private void instances(Plan.Mode mode, int count) {
        var template = kinds.change(mode, target(Address.instance("many", "template")));
        for (var i = 0; i < count; i++) {
            var address = Address.instance("many", random.nextInt(9) == 0 ? String.valueOf(30 + i) : "k" + i);
            var own = random.nextInt(6) == 0 ? kinds.change(mode, target(address)) : template;
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
            target = target.withLossesFound(values.some(FOUND, 4));
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
                .at(values.place());
        return random.nextBoolean() ? reason.hint("Take `it` away.") : reason;
    }

    private ChangeTarget target(Address address) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var provider = new TypeName(type).provider();
        return new ChangeTarget(
                address,
                new TypeName(type),
                random.nextInt(4) == 0 ? provider + ".replica" : provider,
                values.place(),
                present.isEmpty() || random.nextBoolean()
                        ? Set.of()
                        : Set.of(present.get(random.nextInt(present.size()))),
                values.some(LOSSES, 3));
    }
}
