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
 * A plan as a file or JSON output, in the format of {@code schemas/plan.schema.json}. It contains no secrets.
 *
 * @param content the document without its own digest
 */
public record SavedPlan(Value.Map content) {

    /**
     * Version of the file format. Other versions are refused. Old plans are not upgraded, because a plan is
     * short-lived and easily made again.
     */
    public static final long FORMAT = 2;

    /** The method of its digests, when it has any that are not made with the state's key. */
    static final String DIGESTS = "digests";

    /** The conditions that apply evaluates, when there are any. */
    static final String CHECKS = "checks";

    private static final String FORMAT_NAME = "formatVersion";
    private static final String DIGEST = "digest";

    public static SavedPlan of(Plan plan, PlanOrigin provenance) {
        return new SavedPlan(new PlanDocument(plan, PlanDocument.salt(plan)).content(provenance));
    }

    Optional<DigestSalt> salt() {
        return content.has(DIGESTS) ? Optional.of(DigestSalt.read(content.map(DIGESTS))) : Optional.empty();
    }

    /** Tells whether the plan was made against the simulated cloud. */
    public boolean isInSandbox() {
        return content.bool("sandbox").orElse(false);
    }

    /** Tells whether a text looks like a saved plan, even a damaged one. A spec in JSON does not. */
    public static boolean looksLikeOne(String text) {
        return text.stripLeading().startsWith("{") && text.contains('"' + FORMAT_NAME + '"');
    }

    /** Returns the plan as a preview to show. */
    public Preview preview() {
        return new SavedPreview(content).preview();
    }

    /** Returns indented JSON, with the digest at the end. */
    public String text() {
        return Json.pretty(content.with(DIGEST, Value.of(digest(content)))) + "\n";
    }

    /** Reads a saved plan. Fails for a text that is no plan, was written by a newer Setpoint, or was edited by hand. */
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

    /** Returns the name of the stack. */
    public String stack() {
        return content.string("stack").orElse("");
    }

    /** Tells whether the spec was a folder with parts beside its {@code setpoint.yaml}. */
    public boolean hasParts() {
        return !content.map("spec").list("parts").isEmpty();
    }

    /** Returns the path of the spec that the plan was made from. */
    public String spec() {
        return content.map("spec").string("path").orElse("");
    }

    /** Returns the options of the plan. It can only be compared with a plan that has the same options. */
    public PlanOptions options() {
        return SavedPreview.options(content);
    }

    /** Returns the inputs of the plan. Sensitive ones are {@link Value.Redacted} and must be given again. */
    public Value.Map inputs() {
        return content.map("inputs");
    }

    /**
     * Compares this plan with a fresh one of the same stack. Returns a problem for each difference, with both values;
     * empty when both make the same changes.
     */
    public List<Diagnostic> verify(Plan fresh, PlanOrigin here) {
        return Staleness.of(this, fresh, here);
    }

    /** Returns the problem for a plan of another stack than the present spec. */
    public static Diagnostic ofAnotherStack(String planned, String here) {
        return Diagnostic.error(
                        "SP0805", "The plan is for stack `" + planned + "`, and the spec here is of `" + here + "`.")
                .hint("Apply it in the folder it was planned in, with that stack's spec.");
    }

    static List<Value.Map> maps(List<Value> values) {
        return values.stream()
                .filter(Value.Map.class::isInstance)
                .map(Value.Map.class::cast)
                .toList();
    }
}
