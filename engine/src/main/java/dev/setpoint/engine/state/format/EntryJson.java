package dev.setpoint.engine.state.format;

import static dev.setpoint.engine.state.format.StateJson.flag;
import static dev.setpoint.engine.state.format.StateJson.number;
import static dev.setpoint.engine.state.format.StateJson.text;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.value.Value;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Converts journal entries to and from JSON. Reading throws {@link IllegalArgumentException} that names the missing
 * member.
 */
public final class EntryJson {

    private EntryJson() {}

    public static Value.Map write(JournalEntry entry) {
        return switch (entry) {
            case JournalEntry.Intent intent -> intent(intent);
            case JournalEntry.Identified(var change, var identity) ->
                kind("identified").with("change", Value.of(change)).with("identity", Value.of(identity.value()));
            case JournalEntry.Done(var change, var resource) ->
                kind("done")
                        .with("change", Value.of(change))
                        .with("address", Value.of(resource.address().text()))
                        .with("resource", StateJson.write(resource));
            case JournalEntry.Deleted(var change, var address, var identity) ->
                kind("deleted")
                        .with("change", Value.of(change))
                        .with("address", Value.of(address.text()))
                        .with("identity", Value.of(identity.value()));
            case JournalEntry.Failed(var change) -> kind("failed").with("change", Value.of(change));
            case JournalEntry.Forgotten(var address) -> kind("forgotten").with("address", Value.of(address.text()));
            case JournalEntry.ReplacementDue(var address, var reference) ->
                kind("due").with("address", Value.of(address.text())).with("reference", Value.of(reference));
            case JournalEntry.Restored(var address, var identity) ->
                kind("restored").with("address", Value.of(address.text())).with("identity", Value.of(identity.value()));
            case JournalEntry.Moved(var addresses) -> kind("moved").with("addresses", StateJson.strings(addresses));
        };
    }

    public static JournalEntry read(Value.Map json) {
        return switch (text(json, "kind")) {
            case "intent" -> intent(json);
            case "identified" -> new JournalEntry.Identified(number(json, "change"), identity(json));
            case "done" ->
                new JournalEntry.Done(number(json, "change"), StateJson.resource(address(json), json.map("resource")));
            case "deleted" -> new JournalEntry.Deleted(number(json, "change"), address(json), identity(json));
            case "failed" -> new JournalEntry.Failed(number(json, "change"));
            case "forgotten" -> new JournalEntry.Forgotten(address(json));
            case "due" -> new JournalEntry.ReplacementDue(address(json), text(json, "reference"));
            case "restored" -> new JournalEntry.Restored(address(json), identity(json));
            case "moved" -> moved(json.map("addresses"));
            default -> throw new IllegalArgumentException("`" + text(json, "kind") + "` is not a kind of entry");
        };
    }

    private static Value.Map intent(JournalEntry.Intent intent) {
        var json = kind("intent")
                .with("change", Value.of(intent.change()))
                .with("operation", Value.of(intent.operation().name().toLowerCase(Locale.ROOT)))
                .with("address", Value.of(intent.address().text()))
                .with("type", Value.of(intent.type().text()))
                .with("provider", Value.of(intent.provider()))
                .with("desired", intent.desired())
                .with("dependencies", StateJson.addresses(intent.dependencies()))
                .with("preventDestroy", Value.of(intent.preventDestroy()))
                .with("retain", Value.of(intent.retain()))
                .with("deposes", Value.of(intent.deposes()))
                .with("tag", Value.of(intent.tag()));
        return intent.identity()
                .map(identity -> json.with("identity", Value.of(identity.value())))
                .orElse(json);
    }

    private static JournalEntry.Intent intent(Value.Map json) {
        return new JournalEntry.Intent(
                number(json, "change"),
                JournalEntry.Operation.valueOf(text(json, "operation").toUpperCase(Locale.ROOT)),
                address(json),
                new TypeName(text(json, "type")),
                text(json, "provider"),
                json.string("identity").map(Identity::new),
                json.map("desired"),
                StateJson.addresses(json, "dependencies"),
                flag(json, "preventDestroy"),
                flag(json, "retain"),
                flag(json, "deposes"),
                text(json, "tag"));
    }

    private static JournalEntry.Moved moved(Value.Map json) {
        var addresses = new TreeMap<Address, Address>();
        json.entries()
                .keySet()
                .forEach(from -> addresses.put(StateJson.address(from), StateJson.address(text(json, from))));
        return new JournalEntry.Moved(addresses);
    }

    private static Value.Map kind(String name) {
        return Value.Map.EMPTY.with("kind", Value.of(name));
    }

    private static Address address(Value.Map json) {
        return StateJson.address(text(json, "address"));
    }

    private static Identity identity(Value.Map json) {
        return new Identity(text(json, "identity"));
    }
}
