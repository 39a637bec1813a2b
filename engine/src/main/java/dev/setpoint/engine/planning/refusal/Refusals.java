package dev.setpoint.engine.planning.refusal;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.GeneratedName;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.Realm;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.stack.Stack;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.PropertyPath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Diagnostics for changes that a plan refuses, with hints how to resolve them. */
public final class Refusals {

    private Refusals() {}

    /**
     * Refuses a block whose object in the state has another type.
     *
     * @param from the old address of a move
     */
    public static Diagnostic otherType(ResourceBlock block, ResourceState resource, Optional<Address> from) {
        return from.map(old -> Diagnostic.error(
                                "SP0530",
                                block.span(),
                                "`" + old + "` was applied as " + resource.type() + " and cannot be moved to `"
                                        + block.address() + "`, which is "
                                        + block.type().name() + ".")
                        .hint("Remove `moved`: then `" + old + "` is deleted and `" + block.address() + "` created."))
                .orElseGet(() -> Diagnostic.error(
                                "SP0530",
                                block.span(),
                                "`" + block.address() + "` was applied as " + resource.type() + " and is now "
                                        + block.type().name() + ".")
                        .hint("Give the new resource another name: then `" + block.address()
                                + "` is deleted and that one created."));
    }

    /**
     * Refuses a block whose object in the state is in another account or region than its provider.
     *
     * @param realms account and region of each provider
     */
    public static Diagnostic otherRealm(
            ResourceBlock block, ResourceState resource, Map<String, Realm> realms, Stack stack) {
        var then = resource.provider();
        var now = block.provider();
        var option = then.equals(block.type().name().provider())
                ? "leave `provider` out of this block"
                : "set `provider: " + then + "` in this block";
        var missing = stack.providers().containsKey(then)
                ? ""
                : ", and put `" + then + "` back under `providers`" + region(realms, then);
        return Diagnostic.error(
                        "SP0531",
                        block.span(),
                        named(resource) + " was made with provider `" + then + "`" + place(realms, then)
                                + ", and its block names `" + now + "`" + place(realms, now)
                                + ": an object cannot be moved to another account or region.")
                .hint("To keep the object, " + option + missing + ". To have one with `" + now
                        + "` as well, add a block of another name for it; once nothing needs this one any more, remove"
                        + " its block.");
    }

    private static String place(Map<String, Realm> realms, String provider) {
        return Optional.ofNullable(realms.get(provider))
                .map(realm -> " (account " + realm.account()
                        + realm.region().map(region -> ", " + region).orElse("") + ")")
                .orElse("");
    }

    private static String region(Map<String, Realm> realms, String provider) {
        return Optional.ofNullable(realms.get(provider))
                .flatMap(Realm::region)
                .map(region -> " with `region: " + region + "`")
                .orElse("");
    }

    /** Refuses a resource of the state whose type is unknown. */
    public static Diagnostic unknownType(ResourceState resource) {
        return Diagnostic.error(
                        "SP0532",
                        "`" + resource.address() + "` is in the state with type " + resource.type()
                                + ", which no installed provider has.")
                .hint("Install the provider it was made with.");
    }

    /** Refuses the replacement of an object that is protected or has {@code onDelete: retain}. */
    public static Optional<Diagnostic> replacement(
            ResourceBlock block, ResourceState resource, List<PropertyChange> properties) {
        var option = guarded(resource, Optional.of(block)) ? "preventDestroy" : "onDelete";
        if (option.equals("onDelete") && !resource.retain()) {
            return Optional.empty();
        }
        var because = option.equals("onDelete") ? "is to be kept (onDelete: retain)" : "is protected by preventDestroy";
        var lift = option.equals("onDelete") ? "set `onDelete: delete`" : ResourceBlock.lift(Optional.of(block));
        var forced = forced(properties);
        var what = forced.map(property -> "`" + property.path() + "` can only change by replacing it")
                .orElse("`--replace` asks to replace it");
        var refusal = Diagnostic.error("SP0524", "`" + block.address() + "` " + because + ", but " + what + ".")
                .at(forced.flatMap(PropertyChange::span).or(() -> Optional.of(block.span())))
                .hint("Undo that. To replace it all the same, " + lift + " and apply that first.");
        return Optional.of(asked(refusal, option, Optional.of(block)));
    }

    /**
     * Refuses a create-first replacement in which both objects would have the same name.
     *
     * @param asker the block with {@code createBeforeDestroy}
     */
    public static Diagnostic nameConflict(ResourceBlock block, Identity old, ResourceBlock asker) {
        var own = asker.address().equals(block.address());
        var because = own ? "" : ", as `" + asker.address() + "` depends on it";
        var refusal = Diagnostic.error(
                        "SP0527",
                        block.span(),
                        "`" + block.address() + "` cannot be created before the old one is deleted" + because
                                + ": both would be called `" + old + "`.")
                .hint("Change its name, or set `createBeforeDestroy: false`.");
        return asked(refusal, "createBeforeDestroy", Optional.of(asker));
    }

    private static boolean guarded(ResourceState resource, Optional<ResourceBlock> block) {
        return resource.preventDestroy()
                || block.filter(b -> b.lifecycle().preventDestroy()).isPresent();
    }

    /** Refuses to delete a protected object that an older object of its resource supersedes. */
    public static Optional<Diagnostic> superseded(ResourceState resource, Identity present, Stack stack) {
        var block = stack.resource(resource.address());
        if (!guarded(resource, block) && !resource.retain()) {
            return Optional.empty();
        }
        var option = guarded(resource, block) ? "preventDestroy" : "onDelete";
        var because = option.equals("onDelete") ? "is to be kept (onDelete: retain)" : "is protected by preventDestroy";
        var lift = option.equals("onDelete") ? "set `onDelete: delete`" : ResourceBlock.lift(block);
        var refusal = Diagnostic.error(
                        "SP0524",
                        "`" + resource.address() + "` " + because + ", but the spec wants `" + resource.identity()
                                + "` again, and `" + present + "` would be deleted.")
                .at(block.map(ResourceBlock::span))
                .hint("Undo that. To go back all the same, " + lift + " and apply that first.");
        return Optional.of(asked(refusal, option, block));
    }

    /** Adds the place in the spec of the option that causes the refusal, if the spec still has it. */
    private static Diagnostic asked(Diagnostic refusal, String option, Optional<ResourceBlock> block) {
        return block.flatMap(b -> b.lifecycle().place(option))
                .map(place -> refusal.related("asked for here", place))
                .orElse(refusal);
    }

    /** Returns the property that forces the replacement; empty when only the user asked for it. */
    private static Optional<PropertyChange> forced(List<PropertyChange> properties) {
        return properties.stream().filter(PropertyChange::forcesReplacement).findFirst();
    }

    /** Refuses the deletion of an object that is protected by the spec or as last applied. */
    public static Optional<Diagnostic> deletion(ResourceState resource, Change.DeleteReason reason, Stack stack) {
        var block = stack.resource(resource.address()).or(() -> stack.off().block(resource.address()));
        if (!guarded(resource, block)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (reason) {
                    case DESTROY -> destroy(resource, block);
                    case OFF -> off(resource, block, stack);
                    case REMOVED, DEPOSED, SUPERSEDED -> removal(resource, stack);
                });
    }

    /** Refuses the deletion of a protected object whose block is off. */
    private static Diagnostic off(ResourceState resource, Optional<ResourceBlock> block, Stack stack) {
        return Diagnostic.error(
                        "SP0522",
                        named(resource) + " is off (`when` is false), but was applied with preventDestroy and so must"
                                + " not be deleted.")
                .at(stack.off()
                        .option(resource.address())
                        .or(() -> stack.resource(resource.address()).map(ResourceBlock::span)))
                .hint("Make `when` true again. To delete it, " + ResourceBlock.lift(block)
                        + " and apply while `when` is true;" + " then make it false.");
    }

    /** Refuses the deletion of a protected object whose block was removed. */
    private static Diagnostic removal(ResourceState resource, Stack stack) {
        return Diagnostic.error(
                        "SP0522",
                        named(resource) + " is no longer in the spec, but was applied with preventDestroy and so must"
                                + " not be deleted.")
                .at(Optional.of(stack.section()))
                .hint("Put its block back; if it has another name now, write `moved: ["
                        + resource.address().yaml()
                        + "]` into the new block. To delete it, set `preventDestroy: false` in its block and apply;"
                        + " then remove the block.");
    }

    private static Diagnostic destroy(ResourceState resource, Optional<ResourceBlock> block) {
        var refusal = Diagnostic.error("SP0523", named(resource) + " is protected by preventDestroy.")
                .at(block.map(ResourceBlock::span))
                .hint(
                        block.isPresent()
                                ? capitalized(ResourceBlock.lift(block)) + ", apply, and destroy then."
                                : "Put its block back with `preventDestroy: false`, apply, and destroy then.");
        return asked(refusal, "preventDestroy", block);
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String named(ResourceState resource) {
        return "`" + resource.address() + "` (" + resource.type() + " `" + resource.identity() + "`)";
    }

    public static Diagnostic nothingToImport(ResourceBlock block, Identity identity) {
        return Diagnostic.error(
                        "SP0534",
                        block.span(),
                        "`" + block.address() + "` cannot be imported: there is no "
                                + block.type().name() + " `" + identity + "`.")
                .hint("Check the id, the region and the account; or leave out `import` to create it.");
    }

    public static Diagnostic importThatReplaces(ResourceBlock block, List<PropertyChange> properties) {
        var forced = forced(properties);
        var named = forced.flatMap(property -> block.type()
                .generatedName()
                .filter(name -> property.path().equals(PropertyPath.of(name.property())))
                .flatMap(name -> otherBeginning(block, property, name)));
        if (named.isPresent()) {
            return named.get();
        }
        var what = forced.map(property -> "`" + property.path() + "` differs, and can only change by replacing")
                .orElse("`--replace` asks to replace");
        return Diagnostic.error(
                        "SP0535", "`" + block.address() + "` cannot be imported: " + what + " the imported object.")
                .at(forced.flatMap(PropertyChange::span).or(() -> Optional.of(block.span())))
                .hint(forced.map(Refusals::written).orElse("Import it first."));
    }

    /** Refuses to import an object whose name does not begin as the spec says. */
    private static Optional<Diagnostic> otherBeginning(
            ResourceBlock block, PropertyChange property, GeneratedName name) {
        return property.before()
                .filter(_ -> property.after().filter(value -> !value.isKnown()).isPresent())
                .map(before -> Diagnostic.error(
                                "SP0535",
                                block.properties().spanAt(PropertyPath.of(name.prefix())),
                                "`" + block.address() + "` cannot be imported: the name of the object, "
                                        + DisplayedValue.value(before) + ", does not begin with its `" + name.prefix()
                                        + "`.")
                        .hint("Write `" + name.property() + ": " + Json.compact(before) + "` in the place of `"
                                + name.prefix() + "`."));
    }

    /** Returns the advice to write the live value into the spec, with the value when it is not sensitive. */
    private static String written(PropertyChange property) {
        var name = property.path();
        if (property.before().isEmpty()) {
            return "The object has no `" + name + "`: remove it from the spec.";
        }
        return property.before()
                .filter(value -> !property.sensitive() && value.isKnown() && !value.holdsSecret())
                .map(value -> "It is `" + name + ": " + Json.compact(value) + "`: write that into the spec.")
                .orElse("Write the live value of `" + name + "`, which is sensitive, into the spec.");
    }

    /**
     * Refuses changes in a cycle: a creation needs the name of an object whose deletion must wait for that creation.
     */
    public static Diagnostic cycle(Set<Address> addresses, Stack stack) {
        var names = addresses.stream().sorted().map(a -> "`" + a + "`").collect(Collectors.joining(", "));
        var place = addresses.stream()
                .flatMap(a -> stack.resource(a).stream())
                .map(ResourceBlock::span)
                .findFirst();
        return Diagnostic.error(
                        "SP0536",
                        "The changes depend on each other in a cycle: " + names + ". One needs the name of"
                                + " another that cannot be deleted before it.")
                .at(place)
                .hint("If it is the same object under another name, say so with `moved`; otherwise apply in two"
                        + " steps.");
    }
}
