package dev.setpoint.provider.aws.iam;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.equality.PolicyDocument;
import dev.setpoint.provider.aws.equality.PolicyStatement;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A policy document out of statements and of other documents. Calls nothing. See behaviour.md#policy-documents. */
public final class IamPolicyDocument implements DataSource {

    private static final String STATEMENTS = "statements";
    private static final String SOURCE = "source";
    private static final String OVERRIDE = "override";
    private static final String SID = "Sid";
    private static final String EFFECT = "effect";

    /** Names of the spec by IAM's names, in the order in which a statement reads best. */
    private static final Map<String, String> MEMBERS = members();

    private static Map<String, String> members() {
        var members = new LinkedHashMap<String, String>();
        members.put("sid", SID);
        members.put(EFFECT, "Effect");
        members.put("principals", "Principal");
        members.put("notPrincipals", "NotPrincipal");
        members.put("actions", "Action");
        members.put("notActions", "NotAction");
        members.put("resources", "Resource");
        members.put("notResources", "NotResource");
        members.put("conditions", "Condition");
        return members;
    }

    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var own = properties.list(STATEMENTS).stream()
                .map(statement -> statement((Value.Map) statement))
                .toList();
        refuseDoubled(own, STATEMENTS);
        var sources = others(properties, SOURCE);
        refuseDoubled(sources, SOURCE);
        var all = merged(merged(sources, own), others(properties, OVERRIDE));
        if (all.isEmpty()) {
            throw invalid("The document has no statement.", STATEMENTS, "Write one under `statements`.");
        }
        var document = new LinkedHashMap<String, Value>();
        document.put("Version", Value.of(properties.string("version").orElse("2012-10-17")));
        properties.get("id").ifPresent(id -> document.put("Id", id));
        document.put("Statement", new Value.List(all));
        return properties.with("json", Value.of(PolicyDocuments.text(new Value.Map(document))));
    }

    private static Value statement(Value.Map block) {
        var written = block.has(EFFECT) ? block : block.with(EFFECT, Value.of("Allow"));
        var statement = new LinkedHashMap<String, Value>();
        // To compare effects the case is lowered; to IAM it matters.
        MEMBERS.forEach((ours, theirs) -> written.get(ours)
                .ifPresent(value -> statement.put(
                        theirs, ours.equals(EFFECT) ? value : plain(PolicyStatement.member(theirs, value)))));
        return new Value.Map(statement);
    }

    /** A set of one is written as that one, and everybody as a star. */
    private static Value plain(Value member) {
        return switch (member) {
            case Value.List(var items) when items.size() == 1 -> items.getFirst();
            case Value.Map map
            when map.equals(Value.Map.EMPTY.with("AWS", Value.strings(List.of("*")))) -> Value.of("*");
            case Value.Map map -> map.mapChildren(IamPolicyDocument::plain);
            default -> member;
        };
    }

    /** The statements of other documents, one after the other. */
    private static List<Value> others(Value.Map properties, String property) {
        var statements = new ArrayList<Value>();
        for (var document : properties.list(property)) {
            var read = PolicyDocument.of(document)
                    .orElseThrow(() -> invalid(
                            "One of the documents under `" + property + "` is no policy.",
                            property,
                            "Give each as JSON text or as a map."));
            statements.addAll(read.statements());
        }
        return statements;
    }

    /** A later statement takes the place of an earlier one of the same name, and comes last otherwise. */
    private static List<Value> merged(List<Value> earlier, List<Value> later) {
        var merged = new ArrayList<>(earlier);
        for (var statement : later) {
            var place = sid(statement)
                    .map(name ->
                            merged.stream().map(IamPolicyDocument::sid).toList().indexOf(Optional.of(name)))
                    .orElse(-1);
            if (place < 0) {
                merged.add(statement);
            } else {
                merged.set(place, statement);
            }
        }
        return merged;
    }

    private static Optional<String> sid(Value statement) {
        return statement instanceof Value.Map map ? map.string(SID).filter(name -> !name.isEmpty()) : Optional.empty();
    }

    private static void refuseDoubled(List<Value> statements, String property) {
        var seen = new HashSet<String>();
        for (var statement : statements) {
            sid(statement).filter(name -> !seen.add(name)).ifPresent(name -> {
                throw invalid(
                        "Two statements have the sid `" + name + "`.",
                        property,
                        "Give each its own sid; put a statement that replaces another under `override`.");
            });
        }
    }

    private static ProviderException invalid(String sentence, String property, String hint) {
        return ProviderException.of(Kind.INVALID, "MalformedPolicyDocument", sentence)
                .about(property)
                .hint(hint);
    }
}
