package dev.setpoint.provider.sandbox.accessanalyzer;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;

/** Tags of analyzers, which are named by their ARN. */
final class AnalyzerTags {

    static final TagRules RULES =
            new TagRules(TagForm.MAP, new Refusal(Service.ACCESS_ANALYZER, "ValidationException", 400, "%s"));

    private static final TagOperations ANALYZERS = new TagOperations(RULES, "resourceArn", AnalyzerTags::document);

    static final List<Operation> OPERATIONS = List.of(ANALYZERS.add("tagResource"), ANALYZERS.remove("untagResource"));

    private AnalyzerTags() {}

    private static String document(World world, String arn) {
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        AnalyzerPart.analyzer(world, name);
        return AnalyzerPart.key(world, name);
    }
}
