package dev.setpoint.engine.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws over random properties; a failure names the seed. */
class DiffLawsTest {

    private static final int RUNS = 2000;

    private final Diffs shape = Diffs.over("{'tags':{'type':'object','description':'.','additionalProperties':"
            + "{'type':'string'}},'labels':{'type':'array','description':'.','x-unordered':true,'items':"
            + "{'type':'string'}},'rules':{'type':'array','description':'.','x-key':'id','items':{'type':'object',"
            + "'properties':{'id':{'type':'string','description':'.'},'days':{'type':'integer','description':'.'}}}}}");

    @Test
    void theOrderOfUnorderedPartsIsNoChange() {
        for (var seed = 0; seed < RUNS; seed++) {
            var random = new Random(seed);
            var desired = properties(random);
            var live = shuffled(random, desired);
            assertThat(Diffs.lines(shape.difference(desired, Optional.of(desired), live)))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    private static Value.Map properties(Random random) {
        var tags = new LinkedHashMap<String, Value>();
        words(random, 4).forEach(word -> tags.put(word, Value.of(random.nextInt(3) + "")));
        var rules = new ArrayList<Value>();
        words(random, 3)
                .forEach(word ->
                        rules.add(Value.Map.EMPTY.with("id", Value.of(word)).with("days", Value.of(1))));
        return Value.Map.EMPTY
                .with("tags", new Value.Map(tags))
                .with("labels", Value.strings(words(random, 4)))
                .with("rules", new Value.List(rules));
    }

    private static Value.Map shuffled(Random random, Value.Map properties) {
        return properties
                .with("tags", reordered(random, properties.map("tags")))
                .with("labels", permuted(random, properties.list("labels")))
                .with("rules", permuted(random, properties.list("rules")));
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

    /** Returns at least one element, without duplicates. */
    private static List<String> words(Random random, int most) {
        var words = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
        Collections.shuffle(words, random);
        return words.subList(0, 1 + random.nextInt(most));
    }
}
