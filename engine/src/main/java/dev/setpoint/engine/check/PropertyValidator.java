package dev.setpoint.engine.check;

import dev.setpoint.engine.address.TypeName;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.schema.TypeSchema;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Evaluated properties against the schema of their type. What is {@link Value.Unknown} decides nothing:
 * it is validated when it is known. Safe for many threads; each schema is read once.
 */
public final class PropertyValidator {

    private final ConcurrentMap<TypeName, SchemaRules> rules = new ConcurrentHashMap<>();

    /** @param term what the properties were evaluated from: gives the places */
    public List<Diagnostic> validate(TypeSchema type, Value.Map properties, Term term) {
        return findings(type, properties).stream()
                .map(finding -> finding.at(term.spanAt(finding.path())))
                .toList();
    }

    List<Finding> findings(TypeSchema type, Value.Map properties) {
        var policies = new PolicyTexts();
        var read = policies.read(type.properties(), properties);
        var findings = new ArrayList<>(policies.findings());
        findings.addAll(rules.computeIfAbsent(type.name(), _ -> rules(type)).findings(read));
        findings.addAll(Doubles.in(type.properties(), read));
        return findings;
    }

    private static SchemaRules rules(TypeSchema type) {
        return new SchemaRules(
                Json.read(type.json()) instanceof Value.Map schema ? schema : Value.Map.EMPTY,
                type.name().text());
    }
}
