package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.plan.Preview;
import dev.setpoint.engine.value.DigestSalt;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Redaction;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * A plan as it is kept in a file and printed as JSON: {@code schemas/plan.schema.json}. It holds no secret.
 *
 * @param content the whole document but its own digest
 */
public record SavedPlan(Value.Map content) {

    /**
     * Of the file's format; readers refuse any other. A plan is soon spent and soon made again, so an older one is not
     * upgraded: it would show what this Setpoint never planned.
     */
    public static final long FORMAT = 2;

    /** How its digests are made, when there are any and not by the state's key. */
    static final String DIGESTS = "digests";

    private static final String FORMAT_NAME = "formatVersion";
    private static final String DIGEST = "digest";

    public static SavedPlan of(Plan plan, PlanOrigin provenance) {
        return new SavedPlan(new PlanDocument(plan, PlanDocument.salt(plan)).content(provenance));
    }

    Optional<DigestSalt> salt() {
        return content.has(DIGESTS) ? Optional.of(DigestSalt.read(content.map(DIGESTS))) : Optional.empty();
    }

    /** Whether it was made against the simulated cloud. */
    public boolean isInSandbox() {
        return content.bool("sandbox").orElse(false);
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
            value = Json.kept(text);
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
                            + map.string("setpoint")
                                    .filter(version -> version.matches("[0-9A-Za-z.+-]{1,40}"))
                                    .orElse("of another version")
                            + " in format " + format
                            + ", and this one reads format " + FORMAT + ".");
        }
        var content = map.without(DIGEST);
        return map.string(DIGEST).equals(Optional.of(digest(content)))
                ? comparable(name, new SavedPlan(content))
                : refused("SP0803", "`" + name + "` has been changed since it was written.");
    }

    private static Result<SavedPlan> comparable(String name, SavedPlan plan) {
        try {
            var _ = plan.salt();
            return Result.ok(plan);
        } catch (IllegalArgumentException e) {
            return refused("SP0801", "`" + name + "` is not a plan that can be compared: its salt is damaged.");
        }
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

    /** What it was asked for: it is only compared with a plan that is asked for the same. */
    public PlanOptions options() {
        return SavedPreview.options(content);
    }

    /** The inputs it was made with; sensitive ones are {@link Value.Redacted} and must be given again. */
    public Value.Map inputs() {
        return content.map("inputs");
    }

    public List<Value.Map> changes() {
        return maps(content.list("changes"));
    }

    /** The resources that change. */
    public List<String> addresses() {
        return changes().stream().map(SavedPlan::address).toList();
    }

    /**
     * Compares with a plan just made of the same stack: empty when applying the fresh one is exactly what this one
     * says; otherwise everything that has moved, each with both values.
     */
    public List<Diagnostic> verify(Plan fresh, PlanOrigin here) {
        return Staleness.of(this, fresh, here);
    }

    /** The spec that is here belongs to another stack. */
    public static Diagnostic ofAnotherStack(String planned, String here) {
        return Diagnostic.error(
                        "SP0805", "The plan is for stack `" + planned + "`, and the spec here is of `" + here + "`.")
                .hint("Apply it in the folder it was planned in, with that stack's spec.");
    }

    private static String address(Value.Map change) {
        return change.string("address").orElse("");
    }

    static List<Value.Map> maps(List<Value> values) {
        return values.stream()
                .filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .toList();
    }
}
