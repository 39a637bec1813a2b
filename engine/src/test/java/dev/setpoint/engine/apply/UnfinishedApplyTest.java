package dev.setpoint.engine.apply;

import static dev.setpoint.engine.apply.ExampleStacks.CREATE_FIRST;
import static dev.setpoint.engine.apply.ExampleStacks.chain;
import static dev.setpoint.engine.apply.ExampleStacks.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.MemoryCloud;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applies of which a change fails or which the user interrupts, and the next run that finishes them. */
final class UnfinishedApplyTest {

    @TempDir
    Path folder;

    private Bench bench = new Bench(Path.of("."), new MemoryCloud());

    @BeforeEach
    void emptyCloud() {
        bench = new Bench(folder, new MemoryCloud());
    }

    @Test
    void theOldObjectOfAReplacementThatCouldNotDeleteItIsDeletedByTheNextRun() {
        bench.apply(key("a", CREATE_FIRST));
        bench.cloud().fail("delete key", problem(ProviderException.Kind.OTHER));
        var outcome = bench.apply(key("b", CREATE_FIRST));
        assertThat(outcome.failed()).hasSize(1);
        assertThat(bench.state().resource(Address.resource("key")).orElseThrow().deposed())
                .hasSize(1);

        bench.cloud().heal();
        assertThat(bench.apply(key("b", CREATE_FIRST)).succeeded()).isTrue();
        assertThat(bench.cloud().things()).hasSize(1);
    }

    @Test
    void aFailureStopsOnlyWhatDependsOnIt() {
        bench.cloud().fail("create bucket", problem(ProviderException.Kind.ACCESS_DENIED));
        var outcome = bench.apply(chain().thing("other", Map.of()));

        assertThat(outcome.failed().keySet())
                .extracting(change -> change.address().text())
                .containsExactly("bucket");
        assertThat(outcome.failed().values().iterator().next().message()).contains("bucket", "No luck");
        assertThat(outcome.skipped().values()).containsExactly(Address.resource("bucket"));
        assertThat(bench.cloud().things().keySet()).containsExactlyInAnyOrder("key-1", "other");
        assertThat(bench.state().resources().keySet()).extracting(Address::text).containsExactly("key", "other");

        bench.cloud().heal();
        assertThat(bench.apply(chain().thing("other", Map.of())).succeeded()).isTrue();
    }

    @Test
    void aDefectOfAProviderIsAFailedChange() {
        bench.cloud().before(request -> {
            if (request.toString().equals("create bucket")) {
                throw new IllegalStateException("oops");
            }
        });
        var outcome = bench.apply(chain());

        assertThat(outcome.failed().values()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("SP0610");
            assertThat(diagnostic.message()).contains("oops");
        });
    }

    /** As after a crash: what was done is in the state, and the next run finishes the rest. */
    @Test
    void aChangeWithoutMemoryOrStackFailsAndIsFinishedByTheNextRun() {
        var faults = Map.of("SP0352", new OutOfMemoryError("Java heap space"), "SP0353", new StackOverflowError());
        for (var fault : faults.entrySet()) {
            bench.cloud().before(request -> {
                if (request.toString().equals("create bucket")) {
                    throw fault.getValue();
                }
            });
            assertThat(bench.apply(chain()).failed().values()).singleElement().satisfies(diagnostic -> {
                assertThat(diagnostic.code()).isEqualTo(fault.getKey());
                assertThat(diagnostic.message()).doesNotContain("Error", "java");
            });
        }
        bench.cloud().before(_ -> {});
        assertThat(bench.apply(chain()).succeeded()).isTrue();
        assertThat(bench.cloud().things().keySet()).containsExactly("bucket", "key-1", "policy");
    }

    @Test
    void anUnansweredCreationIsFoundAgainAndFinishedNotDoubled() {
        for (var kind : List.of("key", "bucket")) {
            bench.cloud().after(request -> {
                if (request.toString().equals("created " + kind)) {
                    throw problem(ProviderException.Kind.TIMEOUT);
                }
            });
            assertThat(bench.apply(chain()).failed()).hasSize(1);
        }
        bench.cloud().after(_ -> {});
        var outcome = bench.apply(chain());

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().things().keySet()).containsExactly("bucket", "key-1", "policy");
        assertThat(outcome.state().resources().values()).allMatch(ResourceState::complete);
    }

    @Test
    void anInterruptedRunBeginsNothingMoreAndKeepsWhatItHas() {
        bench.cloud().after(request -> {
            if (request.toString().equals("create key")) {
                bench.cancellation.request();
            }
        });
        var outcome = bench.apply(chain());

        assertThat(outcome.interrupted()).isTrue();
        assertThat(outcome.done()).extracting(change -> change.address().text()).containsExactly("key");
        assertThat(outcome.skipped()).hasSize(2);
        assertThat(bench.state().resources()).hasSize(1);
    }

    @Test
    void aSecondInterruptStopsWaitingAndTheNextRunFindsWhatWasGoingOn() {
        var release = new java.util.concurrent.CountDownLatch(1);
        bench.cloud().after(request -> {
            if (request.toString().equals("created key")) {
                bench.cancellation.request();
                bench.cancellation.request();
                await(release);
            }
        });
        var outcome = bench.apply(chain());
        assertThat(outcome.failed().values())
                .singleElement()
                .satisfies(diagnostic -> assertThat(diagnostic.code()).isEqualTo("SP0603"));
        release.countDown();

        bench.cloud().after(_ -> {});
        var next = new Bench(folder, bench.cloud()).apply(chain());
        assertThat(next.succeeded()).as("%s", next).isTrue();
        assertThat(bench.cloud().things().keySet()).containsExactly("bucket", "key-1", "policy");
    }

    private static void await(java.util.concurrent.CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProviderException problem(ProviderException.Kind kind) {
        return ProviderException.of(kind, "Unlucky", "No luck today.");
    }
}
