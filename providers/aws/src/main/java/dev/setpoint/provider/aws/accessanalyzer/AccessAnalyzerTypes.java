package dev.setpoint.provider.aws.accessanalyzer;

import static dev.setpoint.provider.aws.registration.TypeEntry.resource;

import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.preflight.Quota;
import dev.setpoint.provider.aws.registration.ServiceTypes;

/** Types of IAM Access Analyzer. */
public final class AccessAnalyzerTypes {

    private static final String ACCOUNT = "ACCOUNT";

    public static final ServiceTypes ALL = new ServiceTypes(
            resource("aws.accessAnalyzer.analyzer", Analyzer::new).preflight(AccessAnalyzerTypes::quota));

    private AccessAnalyzerTypes() {}

    /** See behaviour.md#access-analyzer-limits. */
    private static Preflight quota(Aws aws) {
        Quota.Counter analyzers = (what, call) -> ACCOUNT.equals(type(what))
                ? aws.accessAnalyzer(call).listAnalyzersPaginator(r -> r.type(ACCOUNT)).analyzers().stream()
                        .count()
                : 0;
        return new Quota(
                1,
                "analyzers of the account in this region",
                analyzers,
                (a, b) -> ACCOUNT.equals(type(a)) && ACCOUNT.equals(type(b)),
                true);
    }

    private static String type(PlannedChange what) {
        return what.desired().plus(what.last()).string("type").orElse("");
    }
}
