package dev.setpoint.engine.stack;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.ModulePath;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.value.PropertyPath;

/** Diagnostics about two blocks that stand for one object, for check, plan and apply. */
public final class SameObject {

    private SameObject() {}

    /** The diagnostic for two blocks of the spec that manage one object. */
    public static Diagnostic twice(String code, ResourceBlock block, ResourceBlock earlier) {
        return Diagnostic.error(
                        code,
                        place(block),
                        "`%s` and `%s` both manage the %s of the same %s; only one resource can."
                                .formatted(
                                        earlier.address(),
                                        block.address(),
                                        block.type().name(),
                                        inWords(block.type().identification())))
                .related("`" + earlier.address() + "` manages it already", place(earlier))
                .hint(hint(block, earlier));
    }

    /** The diagnostic for a block whose object the state has at an address that is no longer in the spec. */
    public static Diagnostic left(String code, ResourceBlock block, Address other) {
        return Diagnostic.error(
                        code,
                        place(block),
                        "`%s` was not created: it would be the %s that `%s` is, of the same %s."
                                .formatted(
                                        block.address(),
                                        block.type().name(),
                                        other,
                                        inWords(block.type().identification())))
                .hint("To keep the object, %s. To delete it and create another one,"
                                .formatted(moving(block.address(), other))
                        + " apply twice: first without `%s`, then with this spec.".formatted(block.address()));
    }

    /** Says what to write so that the object of another address becomes that of this one. */
    public static String moving(Address to, Address from) {
        if (to.module().isRoot()) {
            return "add `moved: [%s]` to the block `%s`".formatted(from.yaml(), to.block());
        }
        var calls = to.module().calls();
        var call = calls.getFirst();
        var inner = Address.resource(to.block());
        var inside = to.key().map(inner::instance).orElse(inner).in(new ModulePath(calls.subList(1, calls.size())));
        return "add `moved: [{from: %s, to: %s}]` to the call `%s`".formatted(from.yaml(), inside.yaml(), call.name());
    }

    /** The place of the property that says which object the block is. */
    public static Span place(ResourceBlock block) {
        var identification = block.type().identification();
        return identification.single() || identification.distinguishing().isEmpty()
                ? block.span()
                : block.properties()
                        .spanAt(PropertyPath.of(
                                identification.distinguishing().getLast().property()));
    }

    private static String hint(ResourceBlock block, ResourceBlock earlier) {
        var identification = block.type().identification();
        var instances = block.address().block().equals(earlier.address().block());
        if (identification.single()) {
            return instances ? "Keep one entry of `forEach`, or leave it out." : "Keep one of the two blocks.";
        }
        var differing = properties(identification, " or ");
        if (instances && !block.address().module().equals(earlier.address().module())) {
            return "Let %s depend on an input of the module, so that each call gives another one.".formatted(differing);
        }
        return instances
                ? "Let %s depend on `each.key` or `each.value`, or keep one of the two entries.".formatted(differing)
                : "Keep one of the two blocks, or let them differ in %s.".formatted(differing);
    }

    private static String inWords(Identification identification) {
        if (identification.single()) {
            return identification.reach() == Identification.Reach.REGION ? "account and region" : "account";
        }
        return properties(identification, " and ");
    }

    private static String properties(Identification identification, String conjunction) {
        var names = identification.distinguishing().stream()
                .map(part -> "`" + part.property() + "`")
                .toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + conjunction + names.getLast();
    }
}
