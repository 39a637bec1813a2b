package dev.setpoint.engine.plan.saved;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOrigin;
import dev.setpoint.engine.value.DisplayedValue;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds the differences between a saved plan and what apply would do now, each with both values.
 *
 * <p>Apply never carries out the content of a file. It makes a fresh plan, requires that it equals the file's, member
 * by member, and applies the fresh one. So an edited file, even with a correct digest, can only make apply refuse.
 * The one exception is an edit that gives a plan of this spec with other inputs; {@code show} then shows that plan.
 */
final class Staleness {

    private final Value.Map then;
    private final Value.Map now;
    private final Plan fresh;
    private final ChangeDocument entries;
    private final List<Diagnostic> problems = new ArrayList<>();

    private Staleness(SavedPlan saved, Plan fresh, PlanOrigin provenance) {
        var document = new PlanDocument(fresh, saved.salt());
        this.now = document.content(provenance);
        // That the lines are the same, the spec's digest says; the file may lie elsewhere.
        var here = Relocation.of(saved.content(), text(now.map("spec"), "path"));
        this.entries = document.entries();
        this.then = LossComparison.aligned(here, now, fresh, entries);
        this.fresh = fresh;
    }

    /** Returns all differences; empty when the fresh plan makes exactly the changes of the saved one. */
    static List<Diagnostic> of(SavedPlan saved, Plan fresh, PlanOrigin here) {
        return new Staleness(saved, fresh, here).problems();
    }

    private List<Diagnostic> problems() {
        made();
        cloud();
        inputs();
        state();
        if (problems.isEmpty()) {
            // Otherwise each difference would only repeat the reason for it.
            problems.addAll(new ChangeComparison(then, now, fresh, entries).problems());
        }
        if (problems.isEmpty()) {
            rest();
        }
        return problems;
    }

    private void made() {
        if (differs("setpoint")) {
            problems.add(Diagnostic.error(
                            "SP0807",
                            "The plan was made by Setpoint " + text(then, "setpoint") + ", and this is "
                                    + text(now, "setpoint") + ".")
                    .hint("Plan again with this version, or apply with that one."));
        }
        if (differs("stack")) {
            problems.add(SavedPlan.ofAnotherStack(text(then, "stack"), text(now, "stack")));
        }
        if (!then.map("spec").get("digest").equals(now.map("spec").get("digest"))) {
            problems.add(again(
                    "SP0808", "`" + fresh.graph().stack().source().name() + "` has changed since the plan was made."));
        }
    }

    private void cloud() {
        var accounts = then.map("state").map("realms");
        var reached = now.map("state").map("realms");
        for (var provider : names(accounts, reached)) {
            if (!accounts.get(provider).equals(reached.get(provider))) {
                problems.add(Diagnostic.error(
                                "SP0806",
                                "The plan is for account " + text(accounts, provider) + " (provider `" + provider
                                        + "`), and the credentials here are for account " + text(reached, provider)
                                        + ".")
                        .hint("Use the credentials of the plan's account, or plan again for this one."));
            }
        }
        for (var provider : names(then.map("providers"), now.map("providers"))) {
            location(
                    provider,
                    then.map("providers").map(provider),
                    now.map("providers").map(provider));
        }
        if (differs("sandbox")) {
            problems.add(again(
                    "SP0811",
                    "The plan was made for the sandbox and is applied to an account, or the other way round."));
        }
    }

    private void location(String provider, Value.Map planned, Value.Map here) {
        for (var name : names(planned, here)) {
            if (!planned.get(name).equals(here.get(name))) {
                problems.add(Diagnostic.error(
                                "SP0811",
                                "The " + name + " of provider `" + provider + "` was "
                                        + DisplayedValue.value(planned.get(name)) + " when the plan was made and is "
                                        + DisplayedValue.value(here.get(name)) + " now.")
                        .hint("Check the environment and the profile: the spec is the same. Then apply where it was"
                                + " planned, or plan again here."));
            }
        }
    }

    private void inputs() {
        var planned = then.map("inputs");
        var given = now.map("inputs");
        for (var name : names(planned, given)) {
            if (!planned.get(name).equals(given.get(name))) {
                problems.add(Diagnostic.error(
                                "SP0809",
                                "Input `" + name + "` was " + DisplayedValue.first(planned.get(name), given.get(name))
                                        + " when the plan was made and is "
                                        + DisplayedValue.other(planned.get(name), given.get(name)) + " now.")
                        .hint("A saved plan contains its inputs: leave this one out, or plan again. Give only"
                                + " sensitive inputs again, with the value that the plan was made with."));
            }
        }
    }

    private void state() {
        var planned = then.map("state");
        var current = now.map("state");
        if (!planned.get("lineage").equals(current.get("lineage")) && planned.has("lineage")) {
            problems.add(again(
                    "SP0810",
                    "The plan was made with another state: lineage " + text(planned, "lineage") + " then, "
                            + text(current, "lineage") + " now."));
        } else if (!planned.get("serial").equals(current.get("serial"))) {
            problems.add(again(
                    "SP0810",
                    "The state has changed since the plan was made, from serial "
                            + DisplayedValue.plain(planned.get("serial")) + " to "
                            + DisplayedValue.plain(current.get("serial"))
                            + ": this plan has been applied already, or another run came in between."));
        }
    }

    /** Compares members that follow from the others. A difference here means that the file was tampered with. */
    private void rest() {
        for (var name : names(then, now)) {
            if (differs(name)) {
                problems.add(again(
                        "SP0803",
                        "The plan has been changed since it was written: `" + name
                                + "` in it is not what Setpoint wrote."));
            }
        }
    }

    private boolean differs(String name) {
        return !then.get(name).equals(now.get(name));
    }

    private static SortedSet<String> names(Value.Map one, Value.Map other) {
        var names = new TreeSet<>(one.entries().keySet());
        names.addAll(other.entries().keySet());
        return names;
    }

    private static String text(Value.Map map, String name) {
        return map.string(name).orElse("none");
    }

    static Diagnostic again(String code, String message) {
        return Diagnostic.error(code, message)
                .hint("Nothing was changed. Plan again and look at what would be done now: `setpoint plan --out"
                        + " FILE`.");
    }
}
