package dev.setpoint.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rules and defaults of a provider that is never opened. */
class ProviderRulesTest {

    private static final String HEAD = "setpoint: v1\nstack: demo\n";

    /** Adds tags to everything, and takes no two tags that differ only in case and no name twice. */
    private static final class ToyFactory implements ProviderFactory {

        @Override
        public String name() {
            return "toy";
        }

        @Override
        public Provider open(Configuration configuration) {
            throw new AssertionError("A check opens no provider.");
        }

        @Override
        public List<PropertyRule> rules(TypeSchema schema) {
            return List.of(properties -> {
                var keys = properties.map("tags").entries().keySet();
                return keys.stream()
                        .filter(key ->
                                keys.stream().anyMatch(other -> !other.equals(key) && other.equalsIgnoreCase(key)))
                        .filter(key -> !key.equals("Team"))
                        .map(key -> new PropertyProblem(
                                        PropertyPath.of("tags", key), "Two tags differ only in case.", "Write one.")
                                .atName())
                        .toList();
            });
        }

        @Override
        public Value.Map merged(TypeSchema schema, Value.Map settings, Value.Map properties) {
            return schema.properties().attribute("tags").isEmpty()
                    ? properties
                    : properties.with("tags", settings.map("tags").plus(properties.map("tags")));
        }

        @Override
        public List<PlanRule> specRules(TypeSchema schema) {
            return List.of(plan -> plan.all().stream()
                    .filter(part -> part.desired()
                            .string("name")
                            .filter("taken"::equals)
                            .isPresent())
                    .flatMap(part -> List.of(
                            Finding.obstacle(part.address(), "this name is taken.", "Choose another.")
                                    .about("name"),
                            Finding.concern(part.address(), "this name is dull.", "Choose another."))
                            .stream())
                    .toList());
        }
    }

    @Test
    void whatTheSpecAndTheSettingsShowTogetherIsRefused() {
        assertThat(problems("""
            inputs: {team: {type: string, default: red}}
            providers: {toy: {tags: {Team: "${inputs.team}"}}}
            resources:
              a: {type: toy.widget, properties: {name: a, tags: {team: blue}}}
            """)).containsExactly("""
            SP0224 setpoint.yaml:6:54: Two tags differ only in case. (Write one. The provider `toy` adds `Team` to `tags`.)\
            """);
    }

    @Test
    void aTagThatReplacesADefaultIsNoProblem() {
        assertThat(problems("""
            providers: {toy: {tags: {Team: red}}}
            resources:
              a: {type: toy.widget, properties: {name: a, tags: {Team: blue}}}
            """)).isEmpty();
    }

    @Test
    void aProblemOfTheSchemaIsReportedAlone() {
        assertThat(problems("""
            resources:
              a: {type: toy.widget, properties: {name: 5, tags: {Team: a, team: b}}}
            """)).singleElement().asString().doesNotContain("SP0224");
    }

    @Test
    void aSecretIsUnknownToARule() {
        assertThat(problems("""
            inputs: {labels: {type: object, sensitive: true, default: {Team: a, team: b}}}
            resources:
              a: {type: toy.widget, properties: {name: a, tags: "${inputs.labels}"}}
            """)).noneMatch(problem -> problem.contains("SP0224"));
    }

    @Test
    void aRuleBetweenResourcesReportsItsObstaclesAndLeavesAdviceToThePlan() {
        assertThat(problems("""
            resources:
              a: {type: toy.widget, properties: {name: taken}}
            """))
                .containsExactly("SP0560 setpoint.yaml:4:44: `a`: this name is taken. (Choose another.)");
    }

    private static List<String> problems(String spec) {
        return new Parser()
                        .parse(new Source("setpoint.yaml", HEAD + spec))
                        .then(document -> new Checker(
                                        new SchemaFiles(), List.of(new ToyFactory()), AllowedAccess.DEFAULT)
                                .check(document, Bindings.NONE))
                        .<List<Diagnostic>>fold(Function.identity(), _ -> List.of())
                        .stream()
                        .map(problem -> "%s %s: %s (%s)"
                                .formatted(
                                        problem.code(),
                                        problem.span().orElseThrow().place(),
                                        problem.message(),
                                        problem.hint().orElse("")))
                        .toList();
    }
}
