package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeCounts;
import dev.setpoint.engine.plan.ChangeOrder;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.PlannedCheck;
import dev.setpoint.engine.value.DigestSalt;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a plan as JSON of {@code schemas/plan.schema.json}. Secrets are replaced by digests. */
final class PlanDocument {

    private final Plan plan;
    private final Optional<DigestSalt> salt;
    private final Redaction redaction;
    private final ChangeDocument entries;

    /** @param salt salt for digests that are not made with the state's key */
    PlanDocument(Plan plan, Optional<DigestSalt> salt) {
        this.plan = plan;
        this.salt = salt;
        this.redaction = salt.map(Redaction::slow).orElseGet(plan.state()::redaction);
        this.entries = new ChangeDocument(plan, redaction);
    }

    /** Returns a salt for a plan whose state is not stored yet and so has no lasting key; otherwise empty. */
    static Optional<DigestSalt> salt(Plan plan) {
        return plan.state().digestKey().isKept() ? Optional.empty() : Optional.of(DigestSalt.fresh());
    }

    /** Tells whether the state was ever written. Until then, each read gives it a new lineage and key. */
    private boolean written() {
        return plan.state().serial() > 0;
    }

    Value.Map content(PlanOrigin provenance) {
        var stack = plan.graph().stack();
        var content = new LinkedHashMap<String, Value>();
        content.put("formatVersion", Value.of(SavedPlan.FORMAT));
        content.put("setpoint", Value.of(provenance.version()));
        content.put("stack", Value.of(stack.name()));
        content.put("spec", spec());
        content.put("mode", word(plan.mode()));
        content.put("options", options());
        content.put("leftOut", addresses(plan.leftOut()));
        content.put("inputs", redaction.redact(new Value.Map(stack.inputs())));
        content.put("state", state());
        content.put("changes", changes());
        content.put("outputs", outputs());
        if (!plan.assertions().isEmpty()) {
            content.put(SavedPlan.CHECKS, checks());
        }
        content.put("counts", counts());
        content.put("providers", providers(provenance));
        content.put("sandbox", Value.of(provenance.sandbox()));
        salt.filter(_ -> redaction.isUsed()).ifPresent(used -> content.put(SavedPlan.DIGESTS, used.json()));
        return new Value.Map(content);
    }

    /** Returns the locations of the providers that have one. */
    private static Value providers(PlanOrigin provenance) {
        var providers = new TreeMap<String, Value>(provenance.providers());
        providers.values().removeIf(location -> location.equals(Value.Map.EMPTY));
        return map(providers);
    }

    private Value spec() {
        var stack = plan.graph().stack();
        var spec = new LinkedHashMap<String, Value>();
        spec.put("path", Value.of(stack.source().name()));
        if (!stack.parts().isEmpty()) {
            spec.put(
                    "parts",
                    Value.strings(stack.parts().stream().map(Source::name).toList()));
        }
        spec.put("digest", Value.of(stack.digest()));
        return map(spec);
    }

    private Value options() {
        var options = new LinkedHashMap<String, Value>();
        options.put("refresh", Value.of(plan.options().refresh()));
        options.put("targets", addresses(plan.options().targets()));
        options.put("replace", addresses(plan.options().replace()));
        return map(options);
    }

    private static Value addresses(Collection<Address> addresses) {
        return Value.strings(addresses.stream().map(Address::text).toList());
    }

    private Value state() {
        var realms = new LinkedHashMap<String, Value>();
        plan.state().realms().forEach((provider, realm) -> realms.put(provider, Value.of(realm.account())));
        var state = new LinkedHashMap<String, Value>();
        if (written()) {
            state.put("lineage", Value.of(plan.state().lineage()));
        }
        state.put("serial", Value.of(plan.state().serial()));
        state.put("realms", map(realms));
        return map(state);
    }

    /** Returns the writer of single changes. */
    ChangeDocument entries() {
        return entries;
    }

    private Value changes() {
        var precedence = ChangeOrder.of(plan.changes(), plan.state());
        var changes = new ArrayList<Value>();
        for (var i = 0; i < plan.changes().size(); i++) {
            var change = plan.changes().get(i);
            if (change.isListed()) {
                var waits = precedence.predecessorsOf(i).stream()
                        .map(plan.changes()::get)
                        .filter(Change::isListed)
                        .map(other -> other.address().text())
                        .distinct()
                        .sorted()
                        .toList();
                changes.add(entries.of(change, waits));
            }
        }
        return new Value.List(changes);
    }

    private Value outputs() {
        var outputs = new LinkedHashMap<String, Value>();
        plan.outputs().forEach((name, output) -> {
            if (output.changes()) {
                var entry = new LinkedHashMap<String, Value>();
                output.before().ifPresent(value -> entry.put("before", concealed(value, output.sensitive())));
                output.after().ifPresent(value -> entry.put("after", concealed(value, output.sensitive())));
                entry.put("sensitive", Value.of(output.sensitive()));
                outputs.put(name, map(entry));
            }
        });
        return map(outputs);
    }

    private Value concealed(Value value, boolean sensitive) {
        return redaction.redact(sensitive && value.isKnown() ? new Value.Secret(value) : value);
    }

    private Value checks() {
        return new Value.List(plan.assertions().stream()
                .map(PlannedCheck::of)
                .map(PlanDocument::check)
                .toList());
    }

    private static Value check(PlannedCheck check) {
        var entry = new LinkedHashMap<String, Value>();
        if (!check.subject().isEmpty()) {
            entry.put("subject", Value.of(check.subject()));
        }
        entry.put("condition", Value.of(check.condition()));
        entry.put("severity", Value.of(check.warning() ? "warning" : "error"));
        check.place().ifPresent(place -> entry.put("place", Value.of(place.toString())));
        return map(entry);
    }

    private Value counts() {
        var unchanged =
                plan.changes().stream().filter(Change.NoOp.class::isInstance).count();
        var all = ChangeCounts.of(plan.changes(), (int) unchanged);
        var counts = new LinkedHashMap<String, Value>();
        counts.put("create", Value.of(all.create()));
        counts.put("update", Value.of(all.update()));
        counts.put("replace", Value.of(all.replace()));
        counts.put("conditional", Value.of(all.conditional()));
        counts.put("delete", Value.of(all.delete()));
        counts.put("forget", Value.of(all.forget()));
        counts.put("refresh", Value.of(all.refresh()));
        counts.put("import", Value.of(all.adopt()));
        counts.put("restore", Value.of(all.restore()));
        counts.put("move", Value.of(all.move()));
        counts.put("unchanged", Value.of(all.unchanged()));
        counts.put("forbidden", Value.of(all.forbidden()));
        return map(counts);
    }

    static Value word(Enum<?> constant) {
        return Value.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Value.Map map(Map<String, Value> entries) {
        return new Value.Map(entries);
    }
}
