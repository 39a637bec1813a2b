package dev.setpoint.engine.planning.check;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.call.ReadContext;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diff.Differ;
import dev.setpoint.engine.planning.live.LiveReader;
import dev.setpoint.engine.planning.refusal.PlanProblems;
import dev.setpoint.engine.schema.Attribute;
import dev.setpoint.engine.schema.Requirement;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PropertySet;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Checks requirements between resources that no reference shows ({@code x-requires}): in the plan for objects of the
 * stack, in the live cloud for others.
 */
final class Prerequisites {

    /** A value that names an object which its resource requires. */
    private record Need(ResourceBlock block, Requirement requirement, String theirs, PropertyPath path, Value value) {}

    private record PendingRead(Need need, CompletableFuture<Result<Optional<Value.Map>>> found) {}

    private final LiveReader reader;
    private final SchemaCatalog catalog;
    private final Differ differ;
    private final boolean readsCloud;
    private final List<Need> needs = new ArrayList<>();

    /** @param readsCloud true when the live cloud may be read; otherwise objects outside the stack are not checked */
    Prerequisites(LiveReader reader, SchemaCatalog catalog, Differ differ, boolean readsCloud) {
        this.reader = reader;
        this.catalog = catalog;
        this.differ = differ;
        this.readsCloud = readsCloud;
    }

    /** Adds a resource that the plan changes. Unchanged resources are not checked. */
    void touched(ResourceBlock block, Value.Map desired) {
        for (var requirement : block.type().requires()) {
            requirement
                    .where()
                    .forEach((theirs, ours) -> PropertyPath.parse(ours)
                            .in(desired)
                            .forEach((path, value) -> needs.add(new Need(block, requirement, theirs, path, value))));
        }
    }

    void check(PlannedStack plannedStack, PlanProblems problems) {
        var begun = new ArrayList<PendingRead>();
        for (var need : needs) {
            var managed = plannedStack.meant(
                    need.requirement().type(), need.theirs(), need.requirement().equality(), need.value());
            if (managed.isPresent()) {
                unmet(need, managed.get().desired())
                        .ifPresent(problem -> problems.block(need.block().address(), problem));
            } else if (readsCloud
                    && need.value().isKnown()
                    && need.requirement().lookedUp()) {
                begun.add(new PendingRead(need, lookUp(need)));
            }
        }
        begun.forEach(look -> settle(look, problems));
    }

    private CompletableFuture<Result<Optional<Value.Map>>> lookUp(Need need) {
        var requirement = need.requirement();
        var name = requirement.equality().canonical(need.value());
        return reader.lookUp(
                ReadContext.of(need.block())
                        .withType(requirement.type())
                        .confidential(need.value().holdsSecret()),
                Value.Map.EMPTY.with(need.theirs(), name.revealedDeep()),
                new PropertySet(requirement.properties()));
    }

    private void settle(PendingRead look, PlanProblems problems) {
        var address = look.need().block().address();
        switch (look.found().join()) {
            // The object may meet the requirement, but the caller may not read it.
            case Result.Failed<Optional<Value.Map>>(var diagnostics) ->
                diagnostics.stream().map(Prerequisites::cannotVerify).forEach(problems::add);
            case Result.Ok<Optional<Value.Map>>(var found, var _) ->
                found.ifPresentOrElse(
                        live -> unmet(look.need(), live).ifPresent(problem -> problems.block(address, problem)),
                        () -> problems.block(address, missing(look.need())));
        }
    }

    private static Diagnostic cannotVerify(Diagnostic problem) {
        return new Diagnostic(
                Diagnostic.Severity.WARNING,
                problem.code(),
                problem.message(),
                problem.span(),
                problem.hint(),
                problem.related(),
                problem.answer());
    }

    private Optional<Diagnostic> unmet(Need need, Value.Map object) {
        var sets = need.requirement().has();
        if (sets.stream().anyMatch(set -> set.entrySet().stream().allMatch(entry -> holds(need, entry, object)))) {
            return Optional.empty();
        }
        return sets.getFirst().entrySet().stream()
                .filter(entry -> !holds(need, entry, object))
                .findFirst()
                .map(entry -> problem(
                        "SP0526",
                        need,
                        "`" + need.block().address() + "` names "
                                + withArticle(need.requirement().type()) + " whose `" + entry.getKey() + "` must be "
                                + text(entry.getValue()) + ", and it is not."));
    }

    private boolean holds(Need need, Map.Entry<String, Value> wanted, Value.Map object) {
        var shape = catalog.type(need.requirement().type()).map(type -> type.properties());
        return object.get(wanted.getKey())
                .map(value -> !value.isKnown() || satisfied(shape, wanted.getKey(), wanted.getValue(), value))
                .orElse(false);
    }

    private boolean satisfied(Optional<Shape.ObjectOf> shape, String name, Value wanted, Value value) {
        return shape.flatMap(s -> s.attribute(name))
                .map(Attribute::shape)
                .map(inner -> differ.satisfied(inner, wanted, value))
                .orElse(wanted.equals(value));
    }

    private static Diagnostic missing(Need need) {
        return problem(
                "SP0525",
                need,
                "`" + need.block().address() + "` needs "
                        + withArticle(need.requirement().type()) + " for " + text(need.value())
                        + ", and there is none.");
    }

    private static String withArticle(TypeName type) {
        return ("aeiou".indexOf(type.text().charAt(0)) < 0 ? "a " : "an ") + type;
    }

    private static Diagnostic problem(String code, Need need, String message) {
        return Diagnostic.error(code, need.block().properties().spanAt(need.path()), message)
                .hint(need.requirement().because());
    }

    private static String text(Value value) {
        return value instanceof Value.Str(var text) ? "`" + text + "`" : "that value";
    }
}
