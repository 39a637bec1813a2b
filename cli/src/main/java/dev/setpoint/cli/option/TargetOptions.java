package dev.setpoint.cli.option;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.plan.Plan;
import dev.setpoint.engine.plan.PlanOptions;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that limit a plan to targets and decide about the refresh. */
public final class TargetOptions {

    @Option(
            names = "--target",
            paramLabel = "ADDRESS",
            description =
                    "Plan only this resource and its dependencies (for destroy: its dependents); may be repeated.")
    private List<String> targets = new ArrayList<>();

    @Option(
            names = "--refresh",
            arity = "1",
            paramLabel = "true|false",
            description =
                    "With false, do not read live resources: compare with the state. Data sources and imported objects"
                            + " are read all the same.")
    private boolean refresh = true;

    public Result<PlanOptions> of(Plan.Mode mode) {
        return addresses(targets).map(addresses -> {
            var options = PlanOptions.of(mode).targeting(addresses);
            return refresh ? options : options.withoutRefresh();
        });
    }

    boolean refreshes() {
        return refresh;
    }

    /** Options that were given. */
    List<String> given() {
        var given = new ArrayList<String>();
        if (!targets.isEmpty()) {
            given.add("--target");
        }
        if (!refresh) {
            given.add("--refresh=false");
        }
        return given;
    }

    /** The addresses of an option that may be repeated, or every text that is none. */
    static Result<List<Address>> addresses(List<String> texts) {
        var addresses = new ArrayList<Address>();
        var problems = new ArrayList<Diagnostic>();
        for (var text : texts) {
            Address.parse(text).fold(problems::addAll, addresses::add);
        }
        return Result.of(addresses, problems);
    }
}
