package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.call.Simulation;
import java.util.List;
import software.amazon.awssdk.services.accessanalyzer.AccessAnalyzerClient;

/** Everything the simulated IAM Access Analyzer can do. */
public final class AccessAnalyzerSimulation {

    private AccessAnalyzerSimulation() {}

    public static Simulation<AccessAnalyzerClient> create() {
        return new Simulation<>(
                List.of(new Part<>(Analyzers.class, Analyzers::new), new Part<>(ArchiveRules.class, ArchiveRules::new)),
                AnalyzerTags.OPERATIONS);
    }
}
