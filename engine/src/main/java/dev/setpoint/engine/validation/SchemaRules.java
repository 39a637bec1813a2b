package dev.setpoint.engine.validation;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.resource.SchemaLoader;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Schema (2020-12) as rules over {@link Value}s. The validator is com.networknt's, with
 * {@link TolerantKeywords} that leave open what a value not yet known decides; {@link ViolationSentences} says in our words what
 * it finds. Safe for many threads.
 */
public final class SchemaRules {

    /** Nothing is fetched: every schema is whole. Messages are ours, so that no bundle of them is read. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            TolerantKeywords.DIALECT,
            registry -> registry.schemaLoader(new SchemaLoader(List.of(), List.of()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .regularExpressionFactory(SchemaPattern::new)
                            .messageSource(new RulePhrases())
                            .preloadSchema(false)
                            .build()));

    /** A spec sets properties, so that one which is only read is an error. */
    private static final ExecutionConfig SETTING =
            ExecutionConfig.builder().readOnly(true).build();

    private final Schema schema;
    private final String owner;

    /** @param owner what sentences call the thing described: {@code aws.s3.bucket} */
    public SchemaRules(Value.Map root, String owner) {
        this.schema = REGISTRY.getSchema(JsonTrees.of(root));
        this.owner = owner;
    }

    /**
     * The rules of one of Setpoint's own schemas.
     *
     * @param file below {@code schemas/}
     */
    public static SchemaRules of(SchemaFiles files, String file, String owner) {
        return new SchemaRules(files.own(file), owner);
    }

    /** @param value may hold {@link Value.Unknown}s and {@link Value.Secret}s */
    public List<Violation> findings(Value value) {
        var evaluation = new ValidationRun(SETTING);
        schema.validate(evaluation, JsonTrees.of(value));
        return evaluation.getErrors().isEmpty() ? List.of() : findings(value, evaluation);
    }

    private List<Violation> findings(Value value, ValidationRun evaluation) {
        var sentences = new ViolationSentences(schema.getSchemaNode(), owner, value);
        var said = new HashSet<Said>();
        var findings = new ArrayList<Violation>();
        for (var error : evaluation.relevantErrors()) {
            var finding = sentences.of(error, !evaluation.hides(error));
            // One sentence of the schema may stand for several of its rules.
            if (said.add(new Said(finding.message(), error.getInstanceLocation(), error.getProperty()))) {
                findings.add(finding);
            }
        }
        // What is wrong with a whole comes before what is wrong with its parts.
        findings.sort(Comparator.comparingInt(finding -> finding.path().steps().size()));
        return findings;
    }

    private record Said(
            String message, NodePath place, @Nullable String property) {}
}
