package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as it is kept in a file and printed as JSON: {@code schemas/plan.schema.json}. It holds no secret.
 *
 * @param content the whole document but its own digest
 */
public record SavedPlan(Value.Map content) {

    /** Of the file's format; readers refuse any other. */
    public static final long FORMAT = 1;

    private static final String FORMAT_NAME = "formatVersion";
    private static final String DIGEST = "digest";
    private static final String SANDBOX = "sandbox";

    /** @param version of Setpoint, as {@code setpoint version} prints it */
    public static SavedPlan of(Plan plan, String version) {
        return new SavedPlan(new PlanDocument(plan).content(version));
    }

    /** The same, marked with the cloud that it is for. */
    public SavedPlan inSandbox(boolean sandbox) {
        return new SavedPlan(content.with(SANDBOX, Value.of(sandbox)));
    }

    /** Whether it was made against the simulated cloud. */
    public boolean isInSandbox() {
        return content.bool(SANDBOX).orElse(false);
    }

    /** Whether a text looks like a saved plan, if perhaps a damaged one; a spec, which may be JSON too, does not. */
    public static boolean looksLikeOne(String text) {
        return text.stripLeading().startsWith("{") && text.contains('"' + FORMAT_NAME + '"');
    }

    /** What it says, to be shown. */
    public Preview preview() {
        return new SavedPreview(content).preview();
    }

    /** Indented JSON, the digest of all the rest last. */
    public String text() {
        return Json.pretty(content.with(DIGEST, Value.of(digest(content)))) + "\n";
    }

    /** Refuses what is no plan, what a newer Setpoint wrote, and what was edited by hand. */
    public static Result<SavedPlan> read(String name, String text) {
        Value value;
        try {
            value = Json.read(text);
        } catch (IllegalArgumentException e) {
            return refused("SP0801", "`" + name + "` is not a saved plan: " + e.getMessage());
        }
        if (!(value instanceof Value.Map map) || map.integer(FORMAT_NAME).isEmpty()) {
            return refused("SP0801", "`" + name + "` is not a saved plan.");
        }
        var format = map.integer(FORMAT_NAME).get();
        if (format != FORMAT) {
            return refused(
                    "SP0802",
                    "`" + name + "` was written by Setpoint "
                            + map.string("setpoint").orElse("of another version") + " in format " + format
                            + ", and this one reads format " + FORMAT + ".");
        }
        var content = map.without(DIGEST);
        return map.string(DIGEST).equals(Optional.of(digest(content)))
                ? Result.ok(new SavedPlan(content))
                : refused("SP0803", "`" + name + "` has been changed since it was written.");
    }

    private static Result<SavedPlan> refused(String code, String message) {
        return Result.failed(Diagnostic.error(code, message).hint("Make it again: `setpoint plan --out FILE`."));
    }

    private static String digest(Value.Map content) {
        return Redaction.sha256(Json.canonical(content));
    }

    /** The stack's name. */
    public String stack() {
        return content.string("stack").orElse("");
    }

    /** The path of the spec it was made from. */
    public String spec() {
        return content.map("spec").string("path").orElse("");
    }

    public Plan.Mode mode() {
        return content.string("mode").equals(Optional.of("destroy")) ? Plan.Mode.DESTROY : Plan.Mode.APPLY;
    }

    /** The inputs it was made with; sensitive ones are {@link Value.Redacted} and must be given again. */
    public Value.Map inputs() {
        return content.map("inputs");
    }

    public List<Value.Map> changes() {
        return maps(content.list("changes"));
    }

    /** The resources it was limited to; empty when it is for the whole stack. */
    public List<String> addresses() {
        return changes().stream().map(SavedPlan::address).toList();
    }

    /**
     * Compares with a plan just made of the same stack: empty when applying the fresh one is exactly what this one
     * says; otherwise everything that has moved, each with both values.
     */
    public List<Diagnostic> verify(Plan fresh) {
        var now = of(fresh, content.string("setpoint").orElse(""));
        var problems = new ArrayList<Diagnostic>();
        for (var fact : FACTS.entrySet()) {
            var then = at(content, fact.getKey());
            var current = at(now.content, fact.getKey());
            if (!then.equals(current)) {
                problems.add(moved(fact.getValue() + " has changed since the plan: " + shown(then) + " then, "
                        + shown(current) + " now."));
            }
        }
        if (problems.isEmpty()) {
            // Otherwise each difference would only repeat the reason for it.
            compareChanges(now, problems);
        }
        return problems;
    }

    /** Paths in the document → what they are. */
    private static final Map<String, String> FACTS = facts();

    private static Map<String, String> facts() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("stack", "The stack");
        facts.put("mode", "The mode");
        facts.put("spec.digest", "The spec");
        facts.put("inputs", "An input");
        facts.put("state.lineage", "The state's lineage");
        facts.put("state.serial", "The state's serial");
        facts.put("state.realms", "The account");
        return facts;
    }

    private static Optional<Value> at(Value.Map map, String path) {
        var dot = path.indexOf('.');
        return dot < 0 ? map.get(path) : map.map(path.substring(0, dot)).get(path.substring(dot + 1));
    }

    private static String shown(Optional<Value> value) {
        return value.map(v -> v instanceof Value.Str(var text) ? "`" + text + "`" : "`" + Json.compact(v) + "`")
                .orElse("none");
    }

    private void compareChanges(SavedPlan now, List<Diagnostic> problems) {
        var then = byKey();
        var current = now.byKey();
        then.forEach((key, change) -> {
            var same = Optional.ofNullable(current.get(key));
            if (same.isEmpty()) {
                problems.add(moved("`" + address(change) + "` was to be " + done(change) + ", and is no longer."));
            } else if (!same.get().equals(change)) {
                problems.add(difference(change, same.get()));
            }
        });
        current.forEach((key, change) -> {
            if (!then.containsKey(key)) {
                problems.add(moved(
                        "`" + address(change) + "` would now be " + done(change) + ", which the plan does not say."));
            }
        });
        if (problems.isEmpty() && !content.map("outputs").equals(now.content.map("outputs"))) {
            problems.add(moved("The outputs would no longer be what the plan says."));
        }
    }

    private Map<String, Value.Map> byKey() {
        var result = new LinkedHashMap<String, Value.Map>();
        for (var change : changes()) {
            result.put(
                    change.string("action").orElse("") + " " + address(change) + " "
                            + change.string("identity").orElse(""),
                    change);
        }
        return result;
    }

    /** Names the first property whose values have moved. */
    private static Diagnostic difference(Value.Map then, Value.Map now) {
        var before = maps(then.list("properties"));
        var after = maps(now.list("properties"));
        for (var property : before) {
            if (!after.contains(property)) {
                var path = property.string("path").orElse("");
                var same = after.stream()
                        .filter(other -> other.string("path").equals(Optional.of(path)))
                        .findFirst();
                return moved("`" + path + "` of `" + address(then) + "` has moved since the plan: "
                        + sides(Optional.of(property)) + " then, " + sides(same) + " now.");
            }
        }
        for (var property : after) {
            if (!before.contains(property)) {
                return moved("`" + property.string("path").orElse("") + "` of `" + address(then)
                        + "` has moved since the plan: " + sides(Optional.of(property)) + " now.");
            }
        }
        return moved("`" + address(then) + "` is no longer as it was when the plan was made.");
    }

    private static String sides(Optional<Value.Map> property) {
        return property.map(p -> shown(p.get("before")) + " → " + shown(p.get("after")))
                .orElse("no change");
    }

    private static String done(Value.Map change) {
        return switch (change.string("action").orElse("")) {
            case "create" -> "created";
            case "update" -> "updated";
            case "replace" -> "replaced";
            case "delete" -> "deleted";
            case "forget" -> "forgotten";
            case "import" -> "imported";
            default -> "moved";
        };
    }

    private static String address(Value.Map change) {
        return change.string("address").orElse("");
    }

    private static List<Value.Map> maps(List<Value> values) {
        return values.stream()
                .filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .toList();
    }

    private static Diagnostic moved(String message) {
        return Diagnostic.error("SP0804", message)
                .hint("Plan again and look at what would be done now: `setpoint plan --out FILE`.");
    }
}
