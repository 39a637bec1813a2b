package dev.setpoint.provider.aws.iam;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.PolicySimulation;
import dev.setpoint.provider.aws.access.Wildcards;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Checks;
import dev.setpoint.provider.aws.shape.PolicyDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proof that a role may do what its policies in the stack say, and cannot use a key where they say it may through a service
 * only. IAM is asked by simulation: nobody has to assume the role.
 */
public final class RoleVerification implements Verification {

    private static final String VIA = "kms:ViaService";
    private static final String SOMETHING = "setpoint-verify";

    private final Aws aws;

    public RoleVerification(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Check> verify(Subject subject, Call call, Call afterwards) {
        var checks = new Checks();
        var arn = subject.object().outputs().string("arn");
        if (arn.isEmpty()) {
            return List.of();
        }
        var statements = statements(subject);
        var elsewhere = elsewhere(statements);
        var number = 0;
        for (var statement : statements) {
            number++;
            var name = statement.string("Sid").orElse("statement " + number);
            var actions = concrete(statement.get("Action"));
            if (!statement.string("Effect").equals(Optional.of("Allow")) || actions.isEmpty()) {
                continue;
            }
            var resources = texts(statement.get("Resource")).stream()
                    .map(resource -> resource.equals("*") ? resource : resource.replace("*", SOMETHING))
                    .toList();
            var context = context(statement.map("Condition"));
            add(checks, "allowed: " + name, () -> allowed(name, call, arn.get(), actions, resources, context));
            var via = services(statement);
            if (!via.isEmpty() && elsewhere.isPresent()) {
                var other = new LinkedHashMap<>(context);
                other.keySet().removeIf(VIA::equalsIgnoreCase);
                other.put(VIA, elsewhere.get());
                add(checks, "denied: " + name, () -> denied(name, call, arn.get(), actions, resources, other, via));
            }
        }
        return checks.all();
    }

    /** A simulation that IAM does not answer says nothing of the role. */
    private static void add(Checks checks, String name, Supplier<Check> check) {
        try {
            checks.add(check.get());
        } catch (ProviderException e) {
            checks.add(Check.unchecked(name, e.text()));
        }
    }

    private Check allowed(
            String name,
            Call call,
            String role,
            List<String> actions,
            List<String> resources,
            Map<String, String> context) {
        var refused = new PolicySimulation(aws, call)
                .of(role, actions, resources, context).stream()
                        .filter(answer -> !answer.allowed())
                        .map(answer -> answer.action() + " on " + answer.resource())
                        .toList();
        return refused.isEmpty()
                ? Check.pass("allowed: " + name, String.join(", ", actions))
                : Check.fail("allowed: " + name, "IAM would refuse " + String.join(", ", refused));
    }

    /** Simulates the request through a service that no statement names. */
    private Check denied(
            String name,
            Call call,
            String role,
            List<String> actions,
            List<String> resources,
            Map<String, String> elsewhere,
            List<String> via) {
        var let = new PolicySimulation(aws, call)
                .of(role, actions, resources, elsewhere).stream()
                        .filter(PolicySimulation.Answer::allowed)
                        .map(PolicySimulation.Answer::action)
                        .distinct()
                        .toList();
        return let.isEmpty()
                ? Check.pass(
                        "denied: " + name, String.join(", ", actions) + " other than through " + String.join(", ", via))
                : Check.fail("denied: " + name, "IAM would let it " + String.join(", ", let) + " otherwise, too");
    }

    /** Name of a service that no statement lets use a key; empty when one lets every service do so. */
    private Optional<String> elsewhere(List<Value.Map> statements) {
        var named = statements.stream()
                .filter(statement -> statement.string("Effect").equals(Optional.of("Allow")))
                .flatMap(statement -> services(statement).stream())
                .toList();
        var region = "." + aws.region() + ".amazonaws.com";
        return Stream.of("ec2" + region, SOMETHING + region, SOMETHING)
                .filter(service -> named.stream().noneMatch(pattern -> Wildcards.match(pattern, service)))
                .findFirst();
    }

    /** Services through which alone the statement lets a key be used, as it names them. */
    private static List<String> services(Value.Map statement) {
        return statement.map("Condition").entries().entrySet().stream()
                .filter(operator -> narrows(operator.getKey()))
                .flatMap(operator -> operator.getValue() instanceof Value.Map keys
                        ? keys.entries().entrySet().stream()
                        : Stream.empty())
                .filter(key -> key.getKey().equalsIgnoreCase(VIA))
                .flatMap(key -> texts(Optional.of(key.getValue())).stream())
                .distinct()
                .toList();
    }

    /** Returns true for operators that a value must meet, and not fail. */
    private static boolean narrows(String operator) {
        return !operator.contains("Not") && !operator.equals("Null");
    }

    /** Statements of the inline policies, and of the managed policies in the stack. */
    private static List<Value.Map> statements(Subject subject) {
        var properties = subject.object().properties();
        var attached = properties.list("managedPolicies");
        var managed = subject.others("aws.iam.policy").stream()
                .filter(policy -> policy.outputs()
                        .string("arn")
                        .map(Value::of)
                        .filter(attached::contains)
                        .isPresent())
                .flatMap(policy -> policy.properties().get("policy").stream());
        var all = new ArrayList<Value.Map>();
        Stream.concat(properties.map("inlinePolicies").entries().values().stream(), managed)
                .map(policy -> PolicyDocuments.parse(PolicyDocuments.text(policy)))
                .forEach(policy -> {
                    if (policy instanceof Value.Map map) {
                        items(map.get("Statement")).forEach(item -> {
                            if (item instanceof Value.Map statement) {
                                all.add(statement);
                            }
                        });
                    }
                });
        return all;
    }

    /** A simulation takes whole names of actions. */
    private static List<String> concrete(Optional<Value> actions) {
        return texts(actions).stream()
                .filter(action -> !action.contains("*") && !action.contains("?"))
                .toList();
    }

    /** Values under which the condition holds. */
    private static Map<String, String> context(Value.Map condition) {
        var context = new LinkedHashMap<String, String>();
        condition.entries().forEach((operator, keys) -> {
            if (narrows(operator) && keys instanceof Value.Map map) {
                map.entries()
                        .forEach((key, values) -> texts(Optional.of(values)).stream()
                                .findFirst()
                                .ifPresent(value -> context.put(key, value.replace("*", SOMETHING))));
            }
        });
        return context;
    }

    private static List<Value> items(Optional<Value> value) {
        return value.map(v -> v instanceof Value.List(var items) ? items : List.of(v))
                .orElse(List.of());
    }

    private static List<String> texts(Optional<Value> value) {
        return items(value).stream()
                .flatMap(item -> item instanceof Value.Str(var text) ? Stream.of(text) : Stream.empty())
                .collect(Collectors.toList());
    }
}
