package dev.setpoint.engine.adoption;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.change.AppliedState;
import dev.setpoint.engine.assertion.Assessment;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.graph.Graph;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.planning.Planner;
import dev.setpoint.engine.progress.Event;
import dev.setpoint.engine.provider.Providers;
import dev.setpoint.engine.schema.SchemaCatalog;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Imports an existing object into the state as a resource of the spec, and changes nothing in the cloud. It plans the
 * import like an {@code import:} in the spec, which tells whether the import is possible and what apply would change
 * afterwards.
 */
public final class Adoption {

    private final Providers providers;
    private final SchemaCatalog schemas;

    public Adoption(Providers providers, SchemaCatalog schemas) {
        this.providers = providers;
        this.schemas = schemas;
    }

    /**
     * An imported resource.
     *
     * @param state the state as written
     * @param rest what apply would now change on the object: nothing, or an update
     */
    public record Adopted(State state, ResourceState resource, Plan rest) {}

    /**
     * Imports the object. Fails when the spec has no such resource, the state has it already, the cloud has no such
     * object, or the spec would replace it.
     */
    public Result<Adopted> run(
            Graph graph, Session session, Address address, Identity identity, Event.Listener listener) {
        return block(graph, session.state(), address, identity).then(block -> {
            var with = graph.with(block.importing(identity.value()));
            return new Planner(providers, schemas)
                    .plan(
                            with,
                            Assessment.NONE,
                            session.state(),
                            PlanOptions.APPLY.targeting(List.of(address)),
                            listener)
                    .then(plan -> take(plan, session, block));
        });
    }

    private static Result<ResourceBlock> block(Graph graph, State state, Address address, Identity identity) {
        var block = graph.stack().resource(address);
        if (block.isEmpty()) {
            return Result.failed(Diagnostic.error(
                            "SP0543", "The spec has no resource `" + address + "` for `" + identity + "`.")
                    .hint(Nearest.hint(
                                    address.text(),
                                    graph.stack().resources().keySet().stream()
                                            .map(Address::text)
                                            .toList())
                            .orElse("Write its block first: the imported object is compared with it.")));
        }
        var known = state.resource(address);
        if (known.isPresent()) {
            return Result.failed(Diagnostic.error(
                            "SP0544",
                            block.get().span(),
                            "`" + address + "` is in the state already, as `"
                                    + known.get().identity() + "`.")
                    .hint("To manage another object at this address, remove the present one from the state first:"
                            + " `setpoint state rm " + address.word() + "`."));
        }
        return Result.ok(block.get());
    }

    private static Result<Adopted> take(Plan plan, Session session, ResourceBlock block) {
        var change = plan.changes().stream()
                .filter(candidate -> candidate.address().equals(block.address()))
                .filter(Change.Import.class::isInstance)
                .map(Change.Import.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("A block with an import is planned as one."));
        if (change.isForbidden()) {
            return new Result.Failed<>(change.target().notes().forbidden());
        }
        var resource = resource(change, block);
        return session.write(state -> {
                    var all = new TreeMap<>(state.resources());
                    all.put(block.address(), resource);
                    return state.withResources(all)
                            .withRealms(plan.state().realms())
                            .withProviders(plan.state().providers());
                })
                .map(state -> new Adopted(state, resource, rest(plan, state, change.then())));
    }

    /**
     * Returns the resource for the state. Live values that match the spec count as applied; the next apply changes
     * the others.
     */
    private static ResourceState resource(Change.Import change, ResourceBlock block) {
        return switch (change.then()) {
            case Change.NoOp same -> AppliedState.settled(change, block, change.id(), same.desired(), same.live());
            case Change.Update update -> {
                var applied = update.desired();
                for (var name : update.properties().stream()
                        .map(PropertyChange::path)
                        .flatMap(path -> path.property().stream())
                        .toList()) {
                    applied = applied.without(name);
                }
                yield AppliedState.settled(change, block, change.id(), known(applied), update.live());
            }
            default -> throw new IllegalStateException("Taking over is followed by an update or nothing.");
        };
    }

    private static Value.Map known(Value.Map properties) {
        var known = properties;
        for (var entry : properties.entries().entrySet()) {
            known = entry.getValue().isKnown() ? known : known.without(entry.getKey());
        }
        return known;
    }

    private static Plan rest(Plan plan, State state, Change then) {
        return new Plan(plan.options(), plan.graph(), state, plan.data(), List.of(then), Map.of(), Set.of(), List.of());
    }
}
