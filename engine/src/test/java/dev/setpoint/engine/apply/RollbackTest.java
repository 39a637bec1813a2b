package dev.setpoint.engine.apply;

import static dev.setpoint.engine.apply.Restored.assertSame;
import static dev.setpoint.engine.testing.TestStack.list;
import static dev.setpoint.engine.testing.TestStack.literal;
import static dev.setpoint.engine.testing.TestStack.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.apply.outcome.Outcome;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.expression.Term;
import dev.setpoint.engine.plan.Change;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.stack.ResourceBlock;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.MemoryProvider;
import dev.setpoint.engine.testing.TestPlans;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failed run that is rolled back restores cloud and state, except for changes that its outcome names. */
final class RollbackTest {

    @TempDir
    Path folder;

    private Bench bench = new Bench(Path.of("."), new MemoryCloud());

    @BeforeEach
    void emptyCloud() {
        bench = new Bench(folder, new MemoryCloud());
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

    @Test
    void rollbackDeletesCreatedObjectsInReverseOrderAndRestoresUpdatedOnes() {
        bench.apply(chain(1));
        var before = bench.state();
        bench.cloud().fail("create last", refusal());
        bench.cloud().forgetRequests();
        var outcome = bench.applyOrRollBack(chain(2).thing("copy", uses("policy"))
                .thing("next", uses("copy"))
                .thing("last", uses("next")));
        assertThat(bench.cloud().changes())
                .containsExactly(
                        "update bucket",
                        "create copy",
                        "create next",
                        "create last",
                        "delete next",
                        "delete copy",
                        "update bucket");
        assertThat(outcome.rollback()).hasValueSatisfying(rollback -> {
            assertThat(rollback.isComplete()).isTrue();
            assertThat(rollback.undone())
                    .extracting(change -> change.address().text())
                    .containsExactly("bucket", "copy", "next");
        });
        assertThat(outcome.succeeded()).isFalse();
        assertThat(bench.cloud().things().keySet()).containsExactly("bucket", "policy");
        assertSame(before, bench.state(), Set.of(), "the state");
    }

    @Test
    void noChangeStartsAfterAFailure() {
        bench.cloud().fail("create a", refusal());
        var stack = new TestStack().thing("a", Map.of());
        for (var i = 0; i < 5; i++) {
            stack.thing("b" + i, Map.of());
        }
        var outcome = bench.applyOrRollBack(stack);
        assertThat(bench.cloud().things()).isEmpty();
        assertThat(outcome.skipped().values()).allMatch(Address.resource("a")::equals);
    }

    @Test
    void rollbackDeletesAHalfCreatedObject() {
        bench.cloud().after(request -> {
            if (request.toString().equals("created bucket")) {
                throw refusal();
            }
        });
        var outcome = bench.applyOrRollBack(chain(1));
        assertThat(outcome.failed()).hasSize(1);
        assertThat(bench.cloud().things()).isEmpty();
        assertThat(bench.state().isEmpty()).isTrue();
    }

    @Test
    void rollbackLeavesObjectsThatSomebodyElseHasChanged() {
        bench.apply(chain(1));
        bench.cloud().fail("create last", refusal());
        bench.cloud().before(request -> {
            if (request.toString().equals("create last")) {
                bench.cloud().drift("bucket", "size", Value.of(99));
            }
        });
        var outcome = bench.applyOrRollBack(chain(2).thing("last", uses("bucket")));
        assertThat(bench.cloud().thing("bucket").orElseThrow().properties().integer("size"))
                .contains(99);
        assertThat(kept(outcome)).containsOnlyKeys("bucket");
        assertThat(why(outcome, "bucket").message()).contains("`size` was `2` and is `99`");
    }

    @Test
    void rollbackNamesDeletedAndProtectedObjects() {
        bench.apply(chain(1));
        bench.cloud().fail("create last", refusal());
        var guarded = new ResourceBlock.Lifecycle(true, false, false, List.of(), List.of(), Map.of());
        var stack = new TestStack()
                .thing("bucket", Map.of("size", literal(Value.of(1))))
                .resource("vault", MemoryProvider.KEY, Map.of(), guarded)
                .thing("last", Map.of("comment", reference("vault", "arn")));
        bench.cloud().before(request -> {
            // The deletion is over before the failure comes.
            if (request.toString().equals("create last")) {
                while (bench.cloud().thing("policy").isPresent()) {
                    Thread.onSpinWait();
                }
            }
        });
        var outcome = bench.applyOrRollBack(stack);
        assertThat(kept(outcome)).containsOnlyKeys("policy", "vault");
        assertThat(why(outcome, "policy").code()).isEqualTo("SP0620");
        assertThat(why(outcome, "vault").code()).isEqualTo("SP0622");
        assertThat(bench.state().resource(Address.resource("vault"))).isPresent();
    }

    @Test
    void aCreateFirstReplacementIsRolledBackWhileItsOldObjectExists() {
        bench.apply(replaced("a"));
        var before = bench.state();
        bench.cloud().fail("update user", refusal());
        var outcome = bench.applyOrRollBack(replaced("b"));
        assertThat(kept(outcome)).isEmpty();
        assertThat(bench.cloud().things().keySet()).containsExactlyInAnyOrder("key-1", "user");
        assertSame(before, bench.state(), Set.of(), "the state");
    }

    private static TestStack replaced(String zone) {
        return new TestStack()
                .resource(
                        "key",
                        MemoryProvider.KEY,
                        Map.of("zone", literal(zone)),
                        new ResourceBlock.Lifecycle(false, true, false, List.of(), List.of(), Map.of()))
                .thing("user", Map.of("comment", reference("key", "arn")));
    }

    private static Diagnostic why(Outcome outcome, String address) {
        return Optional.ofNullable(kept(outcome).get(address)).orElseThrow();
    }

    private static Map<String, Diagnostic> kept(Outcome outcome) {
        var kept = new HashMap<String, Diagnostic>();
        outcome.rollback()
                .orElseThrow()
                .kept()
                .forEach((change, why) -> kept.put(change.address().text(), why));
        return kept;
    }

    @Test
    void aStoppedRunIsNotRolledBack() {
        bench.cloud().fail("create policy", refusal());
        bench.cloud().before(request -> {
            if (request.toString().equals("create policy")) {
                bench.cancellation.request();
            }
        });
        var outcome = bench.applyOrRollBack(chain(1));
        assertThat(outcome.interrupted()).isTrue();
        assertThat(outcome.rollback()).isEmpty();
        assertThat(bench.cloud().things()).containsOnlyKeys("bucket");
    }

    @Test
    void stoppingDuringARollbackReportsTheChangesThatRemain() {
        bench.cloud().fail("create last", refusal());
        bench.cloud().before(request -> {
            if (request.toString().equals("delete next")) {
                bench.cancellation.request();
            }
        });
        var outcome =
                bench.applyOrRollBack(chain(1).thing("next", uses("policy")).thing("last", uses("next")));
        assertThat(outcome.interrupted()).isTrue();
        assertThat(bench.cloud().things()).containsOnlyKeys("bucket", "policy");
        assertThat(kept(outcome)).containsKeys("bucket", "policy");
        assertThat(why(outcome, "policy").code()).isEqualTo("SP0624");
        var plan = new TestPlans(bench.cloud()).plan(chain(1).graph(), bench.state());
        assertThat(plan.changes()).allMatch(Change.NoOp.class::isInstance);
    }
}
