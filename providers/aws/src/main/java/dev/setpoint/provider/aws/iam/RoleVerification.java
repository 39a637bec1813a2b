package dev.setpoint.provider.aws.iam;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.Verification;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.access.PolicySimulation;
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
        var number = 0;
        for (var statement : statements(subject)) {
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
            if (context.containsKey(VIA)) {
                add(checks, "denied: " + name, () -> denied(name, call, arn.get(), actions, resources, context));
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

    /** Simulates the request through another service than the one that the statement names. */
    private Check denied(
            String name,
            Call call,
            String role,
            List<String> actions,
            List<String> resources,
            Map<String, String> context) {
        var elsewhere = new LinkedHashMap<>(context);
        elsewhere.put(VIA, "ec2." + aws.region() + ".amazonaws.com");
        var let = new PolicySimulation(aws, call)
                .of(role, actions, resources, elsewhere).stream()
                        .filter(PolicySimulation.Answer::allowed)
                        .map(PolicySimulation.Answer::action)
                        .distinct()
                        .toList();
        return let.isEmpty()
                ? Check.pass("denied: " + name, String.join(", ", actions) + " other than through " + context.get(VIA))
                : Check.fail("denied: " + name, "IAM would let it " + String.join(", ", let) + " otherwise, too");
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
            if (!operator.contains("Not") && !operator.equals("Null") && keys instanceof Value.Map map) {
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
