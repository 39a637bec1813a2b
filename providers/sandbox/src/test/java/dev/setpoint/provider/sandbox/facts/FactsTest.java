package dev.setpoint.provider.sandbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox answers as AWS does in every recorded fact. */
class FactsTest {

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> theSandboxAnswersAsAwsDoes() {
        return FactFiles.all().stream()
                .map(fact -> DynamicTest.dynamicTest(fact.file() + ": " + fact.says(), () -> {
                    var sandbox = Sandbox.open(folder.resolve(Integer.toHexString(fact.hashCode())));
                    assertThat(fact.differences(Endpoint.of(sandbox)))
                            .as(fact.source())
                            .isEmpty();
                }));
    }

    @Test
    void everyFactHasItsOwnSentence() {
        assertThat(FactFiles.all()).extracting(Fact::says).doesNotHaveDuplicates();
    }
}
