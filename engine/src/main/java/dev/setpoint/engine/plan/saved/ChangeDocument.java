package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.plan.ChangeTarget;
import dev.setpoint.engine.plan.DeletionWindow;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PropertyChange;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.schema.annotation.ElementKeys;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes one change of a plan as an entry of {@code changes} in a plan file. */
record ChangeDocument(Plan plan, Redaction redaction) {

    /** A member of the plan file: the days for which a deletion can be cancelled. */
    private static final String DELETION_WINDOW = "deletionWindowInDays";

    /** A member of a change and of a property: the subject that a reviewer looks for. */
    static final String CONCERNS = "concerns";

    /** A member of a property: what tells the elements of lists in a text apart, by the path of the list. */
    static final String KEYS = "keys";

    /**
     * Returns the entry of one change, including no-ops.
     *
     * @param waits addresses of the changes that must end before this one starts
     */
    Value.Map of(Change change, List<String> waits) {
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
        return new Value.Map(entry);
    }

    private static void forbidden(List<Diagnostic> reasons, Map<String, Value> entry) {
        if (!reasons.isEmpty()) {
            entry.put("forbidden", forbidden(reasons.getFirst()));
        }
        if (reasons.size() > 1) {
            var more = reasons.stream().skip(1).map(ChangeDocument::forbidden).toList();
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
                            why.related().stream().map(ChangeDocument::related).toList()));
        }
        return new Value.Map(entry);
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
                entry.put("reason", PlanDocument.word(create.reason()));
                entry.put("properties", properties(create.properties()));
                entry.put("fingerprint", fingerprint(change, create.desired(), Optional.empty()));
            }
            case Change.Update update -> {
                entry.put("properties", properties(update.properties()));
                entry.put("fingerprint", fingerprint(change, update.desired(), Optional.of(update.live())));
            }
            case Change.Replace replace -> {
                entry.put("order", PlanDocument.word(replace.order()));
                entry.put("requested", Value.of(replace.requested()));
                entry.put("conditional", Value.of(replace.isConditional()));
                window(change.target(), replace.live().plus(replace.desired()), entry);
                entry.put("properties", properties(replace.properties()));
                entry.put("fingerprint", fingerprint(change, replace.desired(), Optional.of(replace.live())));
            }
            case Change.Delete delete -> {
                entry.put("reason", PlanDocument.word(delete.reason()));
                window(change.target(), delete.last(), entry);
            }
            case Change.Forget forget -> {
                entry.put("reason", PlanDocument.word(forget.reason()));
                forget.heldBy().ifPresent(other -> entry.put("heldBy", Value.of(other.text())));
            }
            case Change.Refresh refresh -> {
                entry.put("properties", properties(refresh.properties()));
                entry.put("fingerprint", fingerprint(change, refresh.applied(), Optional.empty()));
            }
            case Change.Import(var _, var _, var then) -> entry.put("then", then(then));
            case Change.Restore(var _, var _, var then) -> entry.put("then", then(then));
            case Change.Move(var _, var from, var then) -> {
                entry.put("from", Value.of(from.text()));
                entry.put("then", then(then));
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

    private Value then(Change change) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("action", action(change));
        details(change, entry);
        return new Value.Map(entry);
    }

    private Value properties(List<PropertyChange> properties) {
        return new Value.List(properties.stream().map(this::property).toList());
    }

    private Value property(PropertyChange property) {
        var entry = new LinkedHashMap<String, Value>();
        entry.put("path", Value.of(property.path().toString()));
        property.before().ifPresent(value -> entry.put("before", redaction.redact(value)));
        property.after().ifPresent(value -> entry.put("after", redaction.redact(value)));
        entry.put("cause", PlanDocument.word(property.cause()));
        property.span().ifPresent(span -> entry.put("place", Value.of(span.place())));
        entry.put("forcesReplacement", Value.of(property.forcesReplacement()));
        entry.put("sensitive", Value.of(property.sensitive()));
        property.dataLoss().ifPresent(sentence -> entry.put("dataLoss", Value.of(sentence)));
        property.concern().ifPresent(concern -> entry.put(CONCERNS, Value.of(concern.word())));
        if (!property.keys().members().isEmpty()) {
            entry.put(KEYS, keys(property.keys()));
        }
        return new Value.Map(entry);
    }

    private static Value keys(ElementKeys keys) {
        var members = new TreeMap<String, Value>();
        keys.members().forEach((list, member) -> members.put(list.toString(), Value.of(member)));
        return new Value.Map(members);
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
        return new Value.Map(prints);
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
}
