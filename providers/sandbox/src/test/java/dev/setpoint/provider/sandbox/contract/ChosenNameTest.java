package dev.setpoint.provider.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.engine.plan.Change;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract of every type whose names can be chosen, on every cloud. */
@Execution(ExecutionMode.CONCURRENT)
final class ChosenNameTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> everywhere() {
        return NamedSpec.types().flatMap(type -> Stream.of(Cloud.values()).map(cloud -> Arguments.of(type, cloud)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everywhere")
    void aChosenNameIsKeptAndFoundAndTakenOver(String type, Cloud cloud) {
        assumeThat(KnownGaps.lacks(cloud, type)).isFalse();
        var spec = NamedSpec.of(type);
        var run = run(cloud);
        var prefixed = source(spec.prefixed(0));
        run.apply(prefixed);
        var name = name(run, spec);
        assertThat(name).matches(Pattern.quote(spec.prefix(0)) + "[a-z0-9]{16}(\\.fifo)?");
        assertThat(run.differences(run.plan(prefixed))).isEmpty();

        var subject = subject(run, spec);
        assertThat(subject.type().find(subject.applied().without("namePrefix"), subject.call()))
                .contains(subject.identity());
        var plan = run.takingOver(prefixed, subject.identity());
        assertThat(run.subject(plan)).isInstanceOf(Change.Import.class);
        assertThat(run.differences(plan)).isEmpty();

        assertThat(run.differences(run.plan(source(spec.named(name))))).isEmpty();
        run.destroy(prefixed);
        assertThat(subject.read()).isEmpty();
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everywhere")
    void anotherPrefixGivesAnotherObject(String type, Cloud cloud) {
        assumeThat(KnownGaps.lacks(cloud, type)).isFalse();
        var spec = NamedSpec.of(type);
        var run = run(cloud);
        run.apply(source(spec.prefixed(0)));
        var old = subject(run, spec);
        var other = source(spec.prefixed(1));
        assertThat(run.subject(run.plan(other))).isInstanceOf(Change.Replace.class);
        run.apply(other);

        assertThat(name(run, spec)).startsWith(spec.prefix(1));
        assertThat(run.differences(run.plan(other))).isEmpty();
        assertThat(old.read()).isEmpty();
        run.destroy(other);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everywhere")
    void anObjectDeletedFromOutsideIsCreatedAgainUnderAnotherName(String type, Cloud cloud) {
        assumeThat(KnownGaps.lacks(cloud, type)).isFalse();
        var spec = NamedSpec.of(type);
        var run = run(cloud);
        var prefixed = source(spec.prefixed(0));
        run.apply(prefixed);
        var name = name(run, spec);
        var subject = subject(run, spec);
        subject.type().delete(subject.identity(), subject.applied(), subject.call());
        run.apply(prefixed);

        assertThat(name(run, spec)).startsWith(spec.prefix(0)).isNotEqualTo(name);
        assertThat(run.differences(run.plan(prefixed))).isEmpty();
        run.destroy(prefixed);
    }

    private static String name(ContractRun run, NamedSpec spec) {
        return subject(run, spec).applied().string("name").orElseThrow();
    }

    private static Subject subject(ContractRun run, NamedSpec spec) {
        return Subject.of(run, source(spec.prefixed(0)));
    }

    private static Source source(String text) {
        return new Source("names.yaml", text);
    }

    private ContractRun run(Cloud cloud) {
        return new ContractRun(
                cloud, folder, Map.of("suffix", UUID.randomUUID().toString().substring(0, 8)));
    }
}
