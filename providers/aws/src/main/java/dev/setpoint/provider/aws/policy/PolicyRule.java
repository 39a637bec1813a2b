package dev.setpoint.provider.aws.policy;

import dev.setpoint.engine.spi.rule.PropertyProblem;
import dev.setpoint.engine.spi.rule.PropertyRule;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rule on the policies among a resource's properties: their size, and what their service refuses in them. See
 * behaviour.md#policy-documents.
 *
 * @param places of the policies; the size limit holds for all of them together
 * @param owner the property whose map holds them, or which is the policy itself
 */
public record PolicyRule(PolicyKind kind, PropertyPath places, PropertyPath owner) implements PropertyRule {

    /** Rule on the property {@code policy}. */
    public PolicyRule(PolicyKind kind) {
        this(kind, "policy");
    }

    public PolicyRule(PolicyKind kind, String property) {
        this(kind, PropertyPath.of(property), PropertyPath.of(property));
    }

    /** Rule on the policies that a map holds by their names. */
    public static PolicyRule ofEach(PolicyKind kind, String property) {
        return new PolicyRule(kind, PropertyPath.of(property).name("*"), PropertyPath.of(property));
    }

    @Override
    public List<PropertyProblem> check(Value.Map properties) {
        var problems = new ArrayList<PropertyProblem>();
        var size = 0;
        for (var place : places.in(properties).entrySet()) {
            if (place.getValue() instanceof Value.Map document) {
                size += kind.size(document);
                check(place.getKey(), document, properties, problems);
            }
        }
        if (size > kind.limit()) {
            problems.add(new PropertyProblem(
                    owner,
                    "`%s` has %s, and AWS takes at most %s for %s."
                            .formatted(owner, kind.measured(size), kind.most(), kind.noun()),
                    "Join statements, name actions by wildcards, or move statements to another policy."));
        }
        return problems;
    }

    private void check(PropertyPath path, Value.Map document, Value.Map properties, List<PropertyProblem> problems) {
        var faults = new StatementFaults(
                Statements.of(path, document),
                kind.equals(PolicyKind.BUCKET) ? properties.string("bucket") : Optional.empty(),
                kind.service(),
                _ -> false);
        found(
                faults.repeatedSid(),
                "Two statements of this policy have the same `Sid`, which must be unique.",
                "Give this statement another `Sid`, or none.",
                problems);
        found(
                faults.wrong("Action"),
                actions(),
                "Write an action as `service:Name`, such as " + example() + ".",
                problems);
        found(
                faults.wrong("Principal"),
                "AWS does not accept this principal in a policy.",
                "Write `*`, `{AWS: …}` with an account id or the ARN of a role or user, or `{Service:"
                        + " cloudtrail.amazonaws.com}`.",
                problems);
        found(
                faults.wrong("Condition"),
                "This is not a condition operator of IAM.",
                "Write one such as StringEquals, StringLike, ArnLike, Bool or IpAddress.",
                problems);
        resources(faults, problems);
    }

    private void resources(StatementFaults faults, List<PropertyProblem> problems) {
        if (kind.resource().equals(Optional.of(false))) {
            faults.having("Resource")
                    .map(path -> new PropertyProblem(
                                    path,
                                    "A statement of %s has no `Resource`: it is about the role itself."
                                            .formatted(kind.noun()),
                                    "Leave it out.")
                            .atName())
                    .ifPresent(problems::add);
            return;
        }
        if (kind.resource().isPresent()) {
            found(
                    faults.lacking("Resource"),
                    "A statement of %s needs `Resource`.".formatted(kind.noun()),
                    kind.equals(PolicyKind.KEY)
                            ? "Write `Resource: \"*\"`, which is this key."
                            : "Name the ARNs that the statement is about.",
                    problems);
        }
        found(
                faults.wrong("Resource"),
                kind.equals(PolicyKind.BUCKET)
                        ? "A bucket policy names this bucket and its objects only, by their ARNs."
                        : "A resource in a policy is an ARN or `*`.",
                kind.equals(PolicyKind.BUCKET)
                        ? "Write `arn:aws:s3:::BUCKET` for the bucket or `arn:aws:s3:::BUCKET/*` for its objects."
                        : "Write `arn:…`, or `*` for every resource.",
                problems);
    }

    private String actions() {
        return kind.service()
                .map(service -> "%s takes only actions of %s.".formatted(capitalized(kind.noun()), service))
                .orElse("An action in a policy names its service.");
    }

    private String example() {
        return "`"
                + kind.service()
                        .map(service -> service.equals("sts") ? "sts:AssumeRole" : service + ":*")
                        .orElse("s3:GetObject")
                + "`";
    }

    private static String capitalized(String noun) {
        return noun.substring(0, 1).toUpperCase(Locale.ROOT) + noun.substring(1);
    }

    private static void found(
            Optional<PropertyPath> place, String sentence, String hint, List<PropertyProblem> problems) {
        place.map(path -> new PropertyProblem(path, sentence, hint)).ifPresent(problems::add);
    }
}
