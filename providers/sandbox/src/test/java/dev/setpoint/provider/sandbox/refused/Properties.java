package dev.setpoint.provider.sandbox.refused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.setpoint.engine.Engine;
import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.file.SpecFiles;
import dev.setpoint.engine.provider.EngineSettings;
import dev.setpoint.engine.schema.SchemaFiles;
import dev.setpoint.engine.schema.Shape;
import dev.setpoint.engine.spi.Provider;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderFactory;
import dev.setpoint.engine.stack.Bindings;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.testing.TestCall;
import dev.setpoint.provider.sandbox.SandboxProviderFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One resource, asked of {@code validate} and, past all checks, of the simulated AWS.
 *
 * @param settings of the provider
 * @param before resources that must be there first, one a line
 * @param resource with {@code ‹…›} around the place of the problem
 */
record Properties(Path folder, String settings, String before, String resource) {

    private static final SchemaFiles SCHEMAS = SchemaFiles.bundled();

    void areRefused(String sentence) {
        var pointed = resource.substring(resource.indexOf('‹') + 1, resource.indexOf('›'));
        var found = validated();
        assertThat(found).as(sentence).hasSize(1);
        var problem = found.getFirst();
        assertThat(problem.message()).contains(sentence);
        assertThat(problem.code().equals("SP0224") && problem.hint().isEmpty()).isFalse();
        assertThat(text(problem)).startsWith(pointed.substring(0, Math.min(pointed.length(), 12)));
    }

    /** @param code that AWS answers with */
    void areRefused(String code, String sentence) {
        areRefused(sentence);
        var refusal = catchThrowableOfType(ProviderException.class, this::made);
        assertThat(refusal).as("AWS refuses it").isNotNull();
        assertThat(refusal.code()).as(refusal.text()).isEqualTo(code);
    }

    void areAccepted() {
        assertThat(validated()).isEmpty();
        made();
    }

    private String source() {
        return "setpoint: v1\nstack: trial\nproviders: {aws: %s}\nresources:\n".formatted(settings) + before + "  it: "
                + resource.replace("‹", "").replace("›", "") + "\n";
    }

    private List<Diagnostic> validated() {
        var settings = new EngineSettings(List.of(new SandboxProviderFactory()), Map.of(), true, folder, folder, 1);
        try (var engine = new Engine(SCHEMAS, settings)) {
            return new Parser()
                    .parse(new Source("setpoint.yaml", source()))
                    .then(document -> engine.check(document, Bindings.NONE))
                    .fold(Function.identity(), _ -> List.of());
        }
    }

    private String text(Diagnostic problem) {
        var span = problem.span().orElseThrow();
        return source().lines().toList().get(span.line() - 1).substring(span.column() - 1);
    }

    /** Makes the resources as an apply does, without any check. */
    private void made() {
        var document = new Parser()
                .parse(new Source("setpoint.yaml", source()))
                .fold(
                        problems -> {
                            throw new AssertionError(problems);
                        },
                        Function.identity());
        var root = (Value.Map) document.root().toValue();
        var factory = new SandboxProviderFactory();
        try (var provider = factory.open(new ProviderFactory.Configuration(
                "aws", root.map("providers").map("aws"), Map.of(), folder.resolve("cloud"), SpecFiles.in(folder), 4))) {
            root.map("resources").entries().values().forEach(block -> make(provider, (Value.Map) block));
        }
    }

    private static void make(Provider provider, Value.Map block) {
        var schema =
                SCHEMAS.type(new TypeName(block.string("type").orElseThrow())).orElseThrow();
        var desired = provider.complete(schema, (Value.Map) filled(schema.properties(), block.map("properties")));
        provider.type(schema).orElseThrow().resource().create(desired, new TestCall());
    }

    /** The value with the schema's defaults. */
    private static Value filled(Shape shape, Value value) {
        return switch (shape) {
            case Shape.ObjectOf object
            when value instanceof Value.Map(var entries) -> {
                var filled = new LinkedHashMap<String, Value>();
                object.attributes()
                        .values()
                        .forEach(attribute ->
                                attribute.defaultValue().ifPresent(absent -> filled.put(attribute.name(), absent)));
                entries.forEach((name, member) -> filled.put(
                        name,
                        object.attribute(name)
                                .map(attribute -> filled(attribute.shape(), member))
                                .orElse(member)));
                yield new Value.Map(filled);
            }
            case Shape.ListOf list
            when value instanceof Value.List items -> items.mapChildren(item -> filled(list.item(), item));
            default -> value;
        };
    }
}
