package dev.setpoint.provider.aws.access;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Permissions that the caller's policies do not grant, by IAM's policy simulation; policies of the objects do not count. */
public final class CallerPolicies {

    private static final String ASSUMED = ":assumed-role/";

    private final PolicySimulation simulation;
    private final Aws aws;
    private final Call call;

    public CallerPolicies(Aws aws, Call call) {
        this.aws = aws;
        this.call = call;
        this.simulation = new PolicySimulation(aws, call);
    }

    /** Permissions that are needed under no condition: a simulated request lacks the values that a condition is about. */
    public Set<Grant> lacking(Collection<Grant> grants) {
        var principal = principal();
        if (principal.isEmpty()) {
            return Set.of();
        }
        var refused = new HashSet<Map.Entry<String, String>>();
        for (var answer : answers(principal.get(), together(grants))) {
            if (!answer.allowed() && answer.certain()) {
                refused.add(Map.entry(answer.action(), answer.resource()));
            }
        }
        var lacking = new HashSet<Grant>();
        for (var grant : grants) {
            if (isPlain(grant) && refused.contains(Map.entry(grant.action(), grant.object()))) {
                lacking.add(grant);
            }
        }
        return lacking;
    }

    /** IAM knows users and roles; the root user may everything. */
    private Optional<String> principal() {
        var arn = aws.caller(call).arn();
        if (arn.contains(":user/")) {
            return Optional.of(arn);
        }
        var start = arn.indexOf(ASSUMED);
        if (start < 0) {
            return Optional.empty();
        }
        // The session's ARN leaves out the role's path.
        var name = arn.substring(start + ASSUMED.length()).split("/", 2)[0];
        return Optional.of(aws.iam(call).getRole(r -> r.roleName(name)).role().arn());
    }

    private static boolean isPlain(Grant grant) {
        return grant.condition().equals(Value.Map.EMPTY);
    }

    /** Objects for which the same actions are needed share a request. */
    private static Map<SortedSet<String>, List<String>> together(Collection<Grant> grants) {
        var actions = new LinkedHashMap<String, SortedSet<String>>();
        grants.stream()
                .filter(CallerPolicies::isPlain)
                .forEach(grant -> actions.computeIfAbsent(grant.object(), _ -> new TreeSet<>())
                        .add(grant.action()));
        var objects = new LinkedHashMap<SortedSet<String>, List<String>>();
        actions.forEach((object, needed) ->
                objects.computeIfAbsent(needed, _ -> new ArrayList<>()).add(object));
        return objects;
    }

    private List<PolicySimulation.Answer> answers(String principal, Map<SortedSet<String>, List<String>> questions) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<CompletableFuture<List<PolicySimulation.Answer>>>();
            questions.forEach((actions, objects) -> running.add(CompletableFuture.supplyAsync(
                    () -> simulation.of(principal, List.copyOf(actions), objects, Map.of()), threads)));
            return running.stream().flatMap(answers -> answers.join().stream()).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw e;
        }
    }
}
