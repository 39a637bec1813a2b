package dev.setpoint.engine.apply;

import static dev.setpoint.engine.apply.Restored.assertSame;
import static dev.setpoint.engine.testing.TestStack.list;
import static dev.setpoint.engine.testing.TestStack.literal;
import static dev.setpoint.engine.testing.TestStack.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.State;
import dev.setpoint.engine.testing.Crash;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rollbacks of random runs, and rollbacks that are cut short. */
final class RollbackLawsTest {

    private static final int NAMES = 24;

    @TempDir
    Path folder;

    private Bench bench = new Bench(Path.of("."), new MemoryCloud());

    @BeforeEach
    void emptyCloud() {
        bench = new Bench(folder, new MemoryCloud());
    }

    @RepeatedTest(60)
    void afterARollbackCloudAndStateAreAsBeforeExceptForNamedChanges(RepetitionInfo repetition) {
        var seed = repetition.getCurrentRepetition();
        var where = "seed " + seed;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        bench.apply(RandomStacks.of(random, NAMES));
        var stack = RandomStacks.of(random, NAMES);
        unlucky(random, stack);
        var before = bench.state();
        var things = bench.cloud().things();
        var outcome = bench.applyOrRollBack(stack);
        var excused = new HashSet<Address>();
        outcome.rollback().ifPresent(rollback -> rollback.kept().keySet().forEach(c -> excused.add(c.address())));
        outcome.failed().keySet().stream()
                .filter(change -> !(change instanceof Change.Create))
                .forEach(change -> excused.add(change.address()));
        assertThat(outcome.rollback().isPresent())
                .as(where)
                .isEqualTo(!outcome.failed().isEmpty());
        if (outcome.rollback().isPresent()) {
            assertSame(before, bench.state(), excused, where);
            assertSame(things, bench.cloud().things(), owners(before, bench.state(), excused), where);
        }
        bench.cloud().heal();
        var again = bench.apply(stack);
        assertThat(again.succeeded()).as("%s: %s", where, again.failed()).isTrue();
        Converged.require(bench, stack);
    }

    @Test
    void aRollbackMayBeInterruptedAnywhere() {
        var crashed = true;
        for (var boundary = 1; crashed; boundary++) {
            bench = new Bench(folder.resolve("state" + boundary), new MemoryCloud());
            bench.apply(chain(1));
            bench.cloud().fail("create last", refusal());
            var stack = chain(2).thing("copy", uses("policy")).thing("last", uses("copy"));
            var crash = Crash.throwing(boundary);
            bench.applyUntil(crash, stack, Applier::applyOrRollBack);
            crashed = crash.happened();
            bench.cloud().heal();
            var outcome = bench.apply(stack);
            assertThat(outcome.succeeded())
                    .as("boundary %d: %s", boundary, outcome.failed())
                    .isTrue();
            Converged.require(bench, stack);
        }
    }

    private void unlucky(RandomGenerator random, TestStack stack) {
        var addresses = new HashSet<>(stack.stack().resources().keySet());
        addresses.addAll(bench.state().resources().keySet());
        for (var address : addresses) {
            for (var operation : List.of("create ", "update ", "delete ")) {
                if (random.nextInt(25) == 0) {
                    bench.cloud().fail(operation + address, refusal());
                }
            }
        }
    }

    /** Returns old and new identities of addresses that may differ after the rollback. */
    private static Set<String> owners(State before, State after, Set<Address> excused) {
        var identities = new HashSet<String>();
        for (var state : List.of(before, after)) {
            excused.forEach(address -> state.resource(address).ifPresent(resource -> {
                identities.add(resource.identity().value());
                resource.deposed().forEach(old -> identities.add(old.identity().value()));
            }));
        }
        return identities;
    }

    private static ProviderException refusal() {
        return ProviderException.of(ProviderException.Kind.OTHER, "Unlucky", "No luck today.");
    }

    private static TestStack chain(int size) {
        return new TestStack()
                .thing("bucket", Map.of("size", literal(Value.of(size))))
                .thing("policy", uses("bucket"));
    }

    private static Map<String, Term> uses(String name) {
        return Map.of("uses", list(List.of(reference(name, "name"))));
    }
}
