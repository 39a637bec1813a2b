package dev.setpoint.engine.laws.replacement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.Plan;

/** Specs in which a data source, read after a change of `a`, decides whether another resource is replaced. */
final class ConditionalSpecs {

    /** Read after each change of `a`: its colour is updated in place, its size too. */
    static final String HEAD = """
        setpoint: v1
        stack: shop
        providers: {test: {}}
        data: {look: {type: test.lookup, dependsOn: [a], properties: {name: a}}}
        resources:
        """;

    /** Type whose location follows from a property that does not change. */
    static final String SAME = "\"${data.look.arn}\"";

    /** Type whose location follows from the size. */
    static final String OTHER = "\"s${data.look.size}\"";

    private ConditionalSpecs() {}

    static String a(int size) {
        return "a: {type: test.thing, properties: {name: a, size: " + size + "}}";
    }

    static String b(String zone, boolean guarded) {
        return "b: {type: test.thing, lifecycle: {preventDestroy: " + guarded + "}, properties: {name: b, zone: " + zone
                + "}}";
    }

    static String spec(String... blocks) {
        return HEAD + "  " + String.join("\n  ", blocks) + "\n";
    }

    /** The replacement of that resource, which a value decides that is known only during apply. */
    static Change.Replace conditional(Plan plan, String name) {
        var replace = replacement(plan, name);
        assertThat(replace.isConditional()).isTrue();
        return replace;
    }

    static Change.Replace replacement(Plan plan, String name) {
        return plan.changes().stream()
                .map(Change::effect)
                .filter(change -> change.address().equals(Address.resource(name)))
                .filter(Change.Replace.class::isInstance)
                .map(Change.Replace.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
