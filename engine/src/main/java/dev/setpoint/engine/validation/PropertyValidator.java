package dev.setpoint.engine.validation;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.GeneratedName;
import dev.setpoint.engine.schema.Identification;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.stack.SpecPlaces;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Evaluated properties against the schema of their type and the rules of their provider. What is {@link Value.Unknown}
 * decides nothing: it is validated when it is known. Safe for many threads. Each schema is compiled once per process,
 * for check, plan and apply together.
 */
public final class PropertyValidator {

    /** A data source may have the name of a resource type, and then has other rules. */
    private record Key(TypeSchema.Kind kind, TypeName name) {}

    private static final PropertyValidator SHARED = new PropertyValidator();

    private final ConcurrentMap<Key, Rules> rules = new ConcurrentHashMap<>();

    private PropertyValidator() {}

    /** Returns the one instance of the process. It keeps compiled schemas, and nothing of a stack. */
    public static PropertyValidator shared() {
        return SHARED;
    }

    /** @param identity the properties that the object's id shows ({@code x-identity}), and the beginning of its name */
    private record Rules(TypeSchema type, SchemaRules schema, List<String> identity) {

        static Rules compiled(TypeSchema type) {
            return new Rules(
                    type,
                    new SchemaRules(type.source(), type.name().text()),
                    type.identification().parts().stream()
                            .filter(Identification.Part::shown)
                            .map(Identification.Part::property)
                            .flatMap(name -> Stream.concat(Stream.of(name), beginning(type, name)))
                            .toList());
        }

        private static Stream<String> beginning(TypeSchema type, String property) {
            return type.generatedName().filter(name -> name.property().equals(property)).stream()
                    .map(GeneratedName::prefix);
        }

        List<Violation> findings(ProviderView view) {
            var policies = new PolicyTexts();
            var read = policies.read(type.properties(), view.properties());
            var findings = new ArrayList<>(policies.findings());
            findings.addAll(schema.findings(read));
            findings.addAll(DuplicateItems.in(type.properties(), read));
            identity.stream()
                    .filter(name -> view.properties()
                            .get(name)
                            .filter(Value::holdsSecret)
                            .isPresent())
                    .map(Rules::secretIdentity)
                    .forEach(findings::add);
            // The provider's rules speak of values that have the form which the schema demands.
            if (findings.isEmpty()) {
                findings.addAll(view.findings(read));
            }
            findings.replaceAll(view::explained);
            return findings;
        }

        private static Violation secretIdentity(String property) {
            return Violation.of(
                            "SP0209",
                            PropertyPath.of(property),
                            "`" + property
                                    + "` identifies the object, and is shown and stored in plain text: it cannot contain a"
                                    + " sensitive value.")
                    .hint(Optional.of("Use a value that is not sensitive."));
        }
    }

    /**
     * @param term what the properties were evaluated from
     * @param places finds where their values are written
     */
    public List<Diagnostic> validate(TypeSchema type, ProviderView view, Term term, SpecPlaces places) {
        return findings(type, view).stream()
                .map(finding -> finding.in(term))
                .map(finding -> finding.at(places.of(term, finding.path())))
                .toList();
    }

    /** Properties against the schema alone. */
    public List<Violation> findings(TypeSchema type, Value.Map properties) {
        return findings(type, ProviderView.of(properties));
    }

    public List<Violation> findings(TypeSchema type, ProviderView view) {
        return rules(type).findings(view);
    }

    /** Returns the compiled schema. Two catalogs may have different schemas of one name; the last one used stays. */
    private Rules rules(TypeSchema type) {
        var key = new Key(type.kind(), type.name());
        var known = rules.computeIfAbsent(key, _ -> Rules.compiled(type));
        if (known.type().equals(type)) {
            return known;
        }
        var other = Rules.compiled(type);
        rules.put(key, other);
        return other;
    }
}
