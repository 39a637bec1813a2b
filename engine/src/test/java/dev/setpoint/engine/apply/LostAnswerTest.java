package dev.setpoint.engine.apply;

import static dev.setpoint.engine.testing.TestStack.literal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.testing.MemoryCloud;
import dev.setpoint.engine.testing.TestStack;
import dev.setpoint.engine.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that was carried out and whose answer was lost. */
final class LostAnswerTest {

    private static final Address BUCKET = Address.resource("bucket");

    @TempDir
    Path folder;

    private Bench bench = new Bench(Path.of("."), new MemoryCloud());

    @BeforeEach
    void emptyCloud() {
        bench = new Bench(folder, new MemoryCloud());
    }

    private static TestStack bucket(int size) {
        return new TestStack().thing("bucket", Map.of("size", literal(Value.of(size))));
    }

    @Test
    void anObjectWithTheRequestedPropertiesIsOurs() {
        bench.cloud().lose("created bucket");
        var outcome = bench.apply(bucket(1));

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("create bucket");
        assertThat(outcome.state().resource(BUCKET))
                .map(ResourceState::complete)
                .contains(true);
        assertThat(outcome.state().run()).isEmpty();
    }

    @Test
    void anObjectWithOtherPropertiesIsNotOurs() {
        bench.cloud().lose("created bucket");
        bench.cloud().after(request -> {
            if (request.operation().equals("created")) {
                bench.cloud().drift("bucket", "size", Value.of(9));
            }
        });
        var outcome = bench.apply(bucket(1));

        assertThat(outcome.failed().values()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SP0581");
            assertThat(problem.message()).contains("`size`");
            assertThat(problem.hint().orElseThrow()).contains("import: bucket");
        });
        assertThat(bench.cloud().thing("bucket").orElseThrow().properties().integer("size"))
                .contains(9);
        assertThat(outcome.state().isEmpty()).isTrue();
        assertThat(outcome.state().run()).isEmpty();
    }

    @Test
    void aCreationStaysOpenUntilItsObjectIsVisible() {
        bench.cloud().lose("created bucket");
        var hidden = new MemoryCloud.Thing[1];
        bench.cloud().after(request -> {
            if (request.operation().equals("created")) {
                hidden[0] = bench.cloud().thing("bucket").orElseThrow();
                bench.cloud().vanish("bucket");
            }
        });
        var first = bench.apply(bucket(1));
        assertThat(first.succeeded()).isFalse();
        assertThat(first.state().run()).isPresent();

        // It shows after the next run has looked for it, when that makes it once more.
        bench.cloud().heal();
        bench.cloud().after(_ -> {}).before(request -> {
            if (request.operation().equals("create")) {
                bench.cloud().put("bucket", hidden[0]);
            }
        });
        var second = bench.apply(bucket(1));
        assertThat(second.succeeded()).as("%s", second).isTrue();
        assertThat(second.state().run()).isEmpty();
        assertThat(bench.cloud().things()).hasSize(1);
    }

    @Test
    void anObjectRemovedFromTheSpecIsNotWaitedFor() {
        bench.cloud().lose("created bucket");
        bench.cloud().after(request -> {
            if (request.operation().equals("created")) {
                bench.cloud().vanish("bucket");
            }
        });
        assertThat(bench.apply(bucket(1)).succeeded()).isFalse();

        var second = bench.apply(new TestStack().thing("other", Map.of()));
        assertThat(second.succeeded()).as("%s", second).isTrue();
        assertThat(second.state().run()).isEmpty();
    }

    @Test
    void anUpdateIsComparedWithWhatTheObjectHasNow() {
        bench.apply(bucket(1));
        bench.cloud().lose("update bucket");
        var outcome = bench.apply(bucket(2));

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(bench.cloud().changes()).containsExactly("create bucket", "update bucket");
    }

    @Test
    void aDeletionIsDoneWhenTheObjectIsGone() {
        bench.apply(bucket(1));
        bench.cloud().lose("delete bucket");
        var outcome = bench.destroy(bucket(1));

        assertThat(outcome.succeeded()).as("%s", outcome).isTrue();
        assertThat(outcome.state().isEmpty()).isTrue();
    }
}
