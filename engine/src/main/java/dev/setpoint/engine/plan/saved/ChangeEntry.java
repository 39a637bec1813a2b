package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Entry of {@code changes} in a plan file, as {@link ChangeDocument} wrote it. */
record ChangeEntry(Value.Map content) {

    /** Reasons of changes of deposed objects, which come beside the change of the current object. */
    private static final Set<String> LEFT_OVER = Set.of("deposed", "superseded", "deposed-gone", "deposed-held");

    /** Returns the entries of a plan file. */
    static List<ChangeEntry> all(Value.Map plan) {
        return SavedPlan.maps(plan.list("changes")).stream()
                .map(ChangeEntry::new)
                .toList();
    }

    /** Returns a key that is unique among the changes of a plan: deposed objects share the address of the current. */
    String key() {
        var leftOver = content.string("reason").filter(LEFT_OVER::contains).isPresent();
        return address() + (leftOver ? " " + text(content, "identity") : "");
    }

    String address() {
        return text(content, "address");
    }

    /** Returns the address in backquotes, for a message. */
    String name() {
        return "`" + address() + "`";
    }

    boolean creates() {
        return text(content, "action").equals("create");
    }

    boolean isGone() {
        return content.string("reason").filter("gone"::equals).isPresent();
    }

    boolean isForbidden() {
        return content.has("forbidden");
    }

    /** Returns the message of the first reason against the change. */
    String obstacle() {
        return text(content.map("forbidden"), "message");
    }

    Optional<Value> identity() {
        return content.get("identity");
    }

    /** Returns the sentences of the data that the change destroys. */
    List<Value> losses() {
        return content.list("dataLoss");
    }

    /** Returns the property changes, also of the change that follows a move or an import. */
    List<Value.Map> properties() {
        return SavedPlan.maps(effect().list("properties"));
    }

    /** Tells whether both plans have the same desired properties, so that a difference comes from the cloud. */
    boolean desiresSameAs(ChangeEntry other) {
        return desired().equals(other.desired());
    }

    private Optional<Value> desired() {
        return effect().map("fingerprint").get("desired");
    }

    private Value.Map effect() {
        return content.has("then") ? content.map("then") : content;
    }

    /** Returns the past participle for the change: "created", "moved and updated". */
    String done() {
        return done(content);
    }

    private static String done(Value.Map change) {
        return switch (text(change, "action")) {
            case "create" -> "created";
            case "update" -> "updated";
            case "replace" -> "replaced";
            case "delete" -> "deleted";
            case "forget" -> "forgotten";
            case "import" -> "imported" + also(change);
            case "restore" -> "restored" + also(change);
            case "move" -> "moved" + also(change);
            default -> "left as it is";
        };
    }

    /** Returns the words for the change that follows a move or an import. */
    private static String also(Value.Map change) {
        var then = change.map("then");
        return !then.has("action") || text(then, "action").equals("none") ? "" : " and " + done(then);
    }

    private static String text(Value.Map map, String name) {
        return map.string(name).orElse("");
    }
}
