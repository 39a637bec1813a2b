package dev.setpoint.provider.aws.equality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws over random policies; a failure names the seed. */
class PolicyLawsTest {

    private static final int RUNS = 2000;

    private static final Diffs SHAPE =
            Diffs.over("{'policy':{'type':['object','string'],'description':'.','x-equal':'iam-policy'}}");

    @Test
    void whateverTheOrderOfWhatHasNoneNothingChanges() {
        for (var seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var policy = policy(random);
            var desired = Value.Map.EMPTY.with("policy", policy);
            var live = Value.Map.EMPTY.with("policy", shuffledPolicy(random, policy));
            assertThat(Diffs.lines(SHAPE.difference(desired, Optional.of(desired), live)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void aRealChangeOfAPolicyIsNeverMissed() {
        for (var seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var policy = policy(random);
            var other = changed(random, policy);
            assertThat(PolicyDocument.same(policy, other)).as("seed %d", seed).isFalse();
            var difference = SHAPE.difference(
                    Value.Map.EMPTY.with("policy", policy),
                    Optional.empty(),
                    Value.Map.EMPTY.with("policy", shuffledPolicy(random, other)));
            assertThat(difference.isEmpty()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    void aPolicyIsTheSameAsItsTextInAnyForm() {
        for (var seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var policy = policy(random);
            var text = Value.of(Json.pretty(shuffledPolicy(random, policy)));
            assertThat(PolicyDocument.same(policy, text)).as("seed %d", seed).isTrue();
        }
    }

    private static Value.Map policy(Random random) {
        var statements = new ArrayList<Value>();
        for (var i = 0; i <= random.nextInt(4); i++) {
            var statement = Value.Map.EMPTY
                    .with("Effect", Value.of(random.nextBoolean() ? "Allow" : "Deny"))
                    .with("Action", Value.strings(words(random, 4)))
                    .with("Resource", Value.strings(words(random, 3)))
                    .with("Principal", Value.Map.EMPTY.with("AWS", Value.strings(words(random, 3))))
                    .with(
                            "Condition",
                            Value.Map.EMPTY.with(
                                    "StringEquals", Value.Map.EMPTY.with("k", Value.strings(words(random, 3)))));
            statements.add(random.nextBoolean() ? statement.with("Sid", Value.of("s" + i)) : statement);
        }
        return Value.Map.EMPTY.with("Version", Value.of("2012-10-17")).with("Statement", new Value.List(statements));
    }

    private static Value.Map shuffledPolicy(Random random, Value.Map policy) {
        var statements = new ArrayList<Value>();
        for (var item : policy.list("Statement")) {
            var statement = (Value.Map) item;
            statements.add(reordered(
                    random,
                    statement
                            .with("Action", scalarOrList(random, statement.list("Action")))
                            .with("Resource", scalarOrList(random, statement.list("Resource")))
                            .with(
                                    "Principal",
                                    Value.Map.EMPTY.with(
                                            "AWS",
                                            scalarOrList(
                                                    random,
                                                    statement.map("Principal").list("AWS"))))));
        }
        Collections.shuffle(statements, random);
        return reordered(random, policy.with("Statement", new Value.List(statements)));
    }

    /** One thing in it means something else. */
    private static Value.Map changed(Random random, Value.Map policy) {
        var statements = new ArrayList<>(policy.list("Statement"));
        var place = random.nextInt(statements.size());
        var statement = (Value.Map) statements.get(place);
        var fresh = Value.of("fresh" + random.nextInt());
        switch (random.nextInt(6)) {
            case 0 -> statements.remove(place);
            case 1 -> statements.set(place, statement.with("Action", added(statement.list("Action"), fresh)));
            case 2 -> statements.set(place, statement.with("NotResource", fresh).without("Resource"));
            case 3 -> statements.set(place, statement.with("Principal", Value.of("*")));
            case 4 -> statements.set(place, statement.without("Condition"));
            default -> statements.add(statement.with("Sid", fresh));
        }
        return policy.with("Statement", new Value.List(statements));
    }

    private static Value.List added(List<Value> items, Value more) {
        var copy = new ArrayList<>(items);
        copy.add(more);
        return new Value.List(copy);
    }

    private static Value scalarOrList(Random random, List<Value> items) {
        return items.size() == 1 && random.nextBoolean() ? items.getFirst() : permuted(random, items);
    }

    private static Value.List permuted(Random random, List<Value> items) {
        var copy = new ArrayList<>(items);
        Collections.shuffle(copy, random);
        return new Value.List(copy);
    }

    private static Value.Map reordered(Random random, Value.Map map) {
        var names = new ArrayList<>(map.entries().keySet());
        Collections.shuffle(names, random);
        var copy = new LinkedHashMap<String, Value>();
        names.forEach(name -> copy.put(name, map.get(name).orElseThrow()));
        return new Value.Map(copy);
    }

    /** At least one, none twice. */
    private static List<String> words(Random random, int most) {
        var words = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(words, random);
        return words.subList(0, 1 + random.nextInt(most));
    }
}
