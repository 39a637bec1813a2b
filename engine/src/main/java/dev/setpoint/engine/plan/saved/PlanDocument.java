package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeCounts;
import dev.setpoint.engine.plan.ChangeOrder;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.DeletionWindow;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.DigestSalt;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes a plan as JSON of {@code schemas/plan.schema.json}. Secrets are replaced by digests. */
final class PlanDocument {

    /** A member of the plan file: the days for which a deletion can be cancelled. */
    private static final String DELETION_WINDOW = "deletionWindowInDays";

    /** A member of a change and of a property: the subject that a reviewer looks for. */
    static final String CONCERNS = "concerns";

    /** A member of a property: what tells the elements of lists in a text apart, by the path of the list. */
    static final String KEYS = "keys";

    private final Plan plan;
    private final Optional<DigestSalt> salt;
    private final Redaction redaction;

    /** @param salt salt for digests that are not made with the state's key */
    PlanDocument(Plan plan, Optional<DigestSalt> salt) {
        this.plan = plan;
        this.salt = salt;
        this.redaction = salt.map(Redaction::slow).orElseGet(plan.state()::redaction);
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
                changes.add(entry(change, waits));
            }
        }
        return new Value.List(changes);
    }

    /** Returns the entry of one change, including no-ops. */
    Value.Map entry(Change change, List<String> waits) {
        var target = change.target();
        var entry = new LinkedHashMap<String, Value>();
        entry.put("action", action(change));
        entry.put("address", Value.of(target.address().text()));
        entry.put("type", Value.of(target.type().text()));
        entry.put("provider", Value.of(target.provider()));
        target.notes().concern().ifPresent(concern -> entry.put(CONCERNS, Value.of(concern.word())));
        target.span().ifPresent(span -> entry.put("place", Value.of(span.place())));
        identity(change).ifPresent(id -> entry.put("identity", Value.of(id.value())));
        details(change, entry);
        forbidden(target.notes().forbidden(), entry);
        entry.put("dataLoss", Value.strings(change.dataLoss()));
        entry.put("waitsFor", Value.strings(waits));
        return map(entry);
    }

    private static void forbidden(List<Diagnostic> reasons, Map<String, Value> entry) {
        if (!reasons.isEmpty()) {
            entry.put("forbidden", forbidden(reasons.getFirst()));
        }
        if (reasons.size() > 1) {
            var more = reasons.stream().skip(1).map(PlanDocument::forbidden).toList();
            entry.put("alsoForbidden", new Value.List(more));
        }
    }

    private static Value forbidden(Diagnostic why) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("code", Value.of(why.code()));
        entry.put("message", Value.of(why.message()));
        why.span().ifPresent(span -> entry.put("place", Value.of(span.place())));
        why.hint().ifPresent(hint -> entry.put("hint", Value.of(hint)));
        if (!why.related().isEmpty()) {
            entry.put(
                    "related",
                    new Value.List(
                            why.related().stream().map(PlanDocument::related).toList()));
        }
        return map(entry);
    }

    private static Value related(Diagnostic.Related other) {
        return Value.Map.EMPTY
                .with("label", Value.of(other.label()))
                .with("place", Value.of(other.span().place()));
    }

    private static Value action(Change change) {
        return Value.of(
                switch (change) {
                    case Change.Create _ -> "create";
                    case Change.Update _ -> "update";
                    case Change.Replace _ -> "replace";
                    case Change.Delete _ -> "delete";
                    case Change.Forget _ -> "forget";
                    case Change.Refresh _ -> "refresh";
                    case Change.Import _ -> "import";
                    case Change.Restore _ -> "restore";
                    case Change.Move _ -> "move";
                    case Change.NoOp _ -> "none";
                });
    }

    private static Optional<Identity> identity(Change change) {
        return switch (change) {
            case Change.Create _ -> Optional.empty();
            case Change.Update update -> Optional.of(update.id());
            case Change.Replace replace -> Optional.of(replace.id());
            case Change.Delete delete -> Optional.of(delete.id());
            case Change.Forget forget -> Optional.of(forget.id());
            case Change.Refresh refresh -> Optional.of(refresh.id());
            case Change.Import taken -> Optional.of(taken.id());
            case Change.Restore restored -> Optional.of(restored.id());
            case Change.Move move -> identity(move.then());
            case Change.NoOp same -> Optional.of(same.id());
        };
    }

    private void details(Change change, Map<String, Value> entry) {
        switch (change) {
            case Change.Create create -> {
                entry.put("reason", word(create.reason()));
                entry.put("properties", properties(create.properties()));
                entry.put("fingerprint", fingerprint(change, create.desired(), Optional.empty()));
            }
            case Change.Update update -> {
                entry.put("properties", properties(update.properties()));
                entry.put("fingerprint", fingerprint(change, update.desired(), Optional.of(update.live())));
            }
            case Change.Replace replace -> {
                entry.put("order", word(replace.order()));
                entry.put("requested", Value.of(replace.requested()));
                entry.put("conditional", Value.of(replace.isConditional()));
                window(change.target(), replace.live().plus(replace.desired()), entry);
                entry.put("properties", properties(replace.properties()));
                entry.put("fingerprint", fingerprint(change, replace.desired(), Optional.of(replace.live())));
            }
            case Change.Delete delete -> {
                entry.put("reason", word(delete.reason()));
                window(change.target(), delete.last(), entry);
            }
            case Change.Forget forget -> {
                entry.put("reason", word(forget.reason()));
                forget.heldBy().ifPresent(other -> entry.put("heldBy", Value.of(other.text())));
            }
            case Change.Refresh refresh -> {
                entry.put("properties", properties(refresh.properties()));
                entry.put("fingerprint", fingerprint(change, refresh.applied(), Optional.empty()));
            }
            case Change.Import(var _, var _, var then) -> entry.put("then", map(then(then)));
            case Change.Restore(var _, var _, var then) -> entry.put("then", map(then(then)));
            case Change.Move(var _, var from, var then) -> {
                entry.put("from", Value.of(from.text()));
                entry.put("then", map(then(then)));
            }
            case Change.NoOp same ->
                entry.put("fingerprint", fingerprint(change, same.desired(), Optional.of(same.live())));
        }
    }

    private static void window(ChangeTarget target, Value.Map last, Map<String, Value> entry) {
        SchemaFiles.bundled()
                .type(target.type())
                .flatMap(type -> DeletionWindow.days(type, last))
                .ifPresent(days -> entry.put(DELETION_WINDOW, Value.of(days)));
    }

    private Map<String, Value> then(Change change) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("action", action(change));
        details(change, entry);
        return entry;
    }

    private Value properties(List<PropertyChange> properties) {
        return new Value.List(properties.stream().map(this::property).toList());
    }

    private Value property(PropertyChange property) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("path", Value.of(property.path().toString()));
        property.before().ifPresent(value -> entry.put("before", redaction.redact(value)));
        property.after().ifPresent(value -> entry.put("after", redaction.redact(value)));
        entry.put("cause", word(property.cause()));
        property.span().ifPresent(span -> entry.put("place", Value.of(span.place())));
        entry.put("forcesReplacement", Value.of(property.forcesReplacement()));
        entry.put("sensitive", Value.of(property.sensitive()));
        property.dataLoss().ifPresent(sentence -> entry.put("dataLoss", Value.of(sentence)));
        property.concern().ifPresent(concern -> entry.put(CONCERNS, Value.of(concern.word())));
        if (!property.keys().members().isEmpty()) {
            entry.put(KEYS, keys(property.keys()));
        }
        return map(entry);
    }

    private static Value keys(ElementKeys keys) {
        var members = new TreeMap<String, Value>();
        keys.members().forEach((list, member) -> members.put(list.toString(), Value.of(member)));
        return map(members);
    }

    private Value fingerprint(Change change, Value.Map desired, Optional<Value.Map> live) {
        var block = plan.graph().stack().resource(change.address());
        var shape = block.map(b -> b.type().properties()).orElseGet(() -> new Shape.ObjectOf(Map.of(), true));
        var prints = new LinkedHashMap<String, Value>();
        // What is ignored as long as the object stays is a part of what replaces it.
        var heeding = change.effect() instanceof Change.Replace ? Optional.<ResourceBlock>empty() : block;
        prints.put("desired", Value.of(Fingerprint.of(shape, heeded(heeding, desired), redaction)));
        // A plan without a refresh is marked here too, so that editing its options alone cannot hide that.
        live.filter(_ -> plan.options().refresh())
                .ifPresent(values ->
                        prints.put("live", Value.of(Fingerprint.of(shape, heeded(heeding, values), redaction))));
        return map(prints);
    }

    /**
     * Returns the properties without ignored ones ({@code ignoreChanges}). Where only a part of a property is
     * ignored, the property changes cover the other parts.
     */
    private static Value.Map heeded(Optional<ResourceBlock> block, Value.Map properties) {
        var result = properties;
        for (var path : block.map(b -> b.lifecycle().ignoreChanges()).orElse(List.of())) {
            result = PropertyPath.isAny(path.steps().getFirst())
                    ? Value.Map.EMPTY
                    : path.property().map(result::without).orElse(result);
        }
        return result;
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

    private static Value word(Enum<?> constant) {
        return Value.of(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Value.Map map(Map<String, Value> entries) {
        return new Value.Map(entries);
    }
}
