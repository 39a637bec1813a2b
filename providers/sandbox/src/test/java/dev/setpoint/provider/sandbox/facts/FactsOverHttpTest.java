package dev.setpoint.provider.sandbox.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.aws.testing.HttpCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

/** An independent emulator answers as the facts say, but for its listed gaps: so the calls are such that AWS would read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactsOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String url = HttpCloud.ownMoto();
    private final HttpEndpoint emulator = new HttpEndpoint(url);

    @AfterAll
    void close() {
        emulator.close();
    }

    @TestFactory
    Stream<DynamicTest> theEmulatorAnswersAsAwsDoes() {
        var gaps = gaps();
        return FactFiles.all().stream()
                .filter(fact -> !gaps.contains(fact.says()))
                .map(fact -> DynamicTest.dynamicTest(fact.file() + ": " + fact.says(), () -> {
                    reset();
                    assertThat(differences(fact)).as(fact.source()).isEmpty();
                }));
    }

    @Test
    void everyGapIsOfAFact() {
        assertThat(FactFiles.all()).extracting(Fact::says).containsAll(gaps());
    }

    /** An emulator may answer in a way that the SDK cannot read. */
    private List<String> differences(Fact fact) {
        try {
            return fact.differences(emulator);
        } catch (IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private void reset() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url + "/moto-api/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private static Set<String> gaps() {
        try (var in = Files.newBufferedReader(FactFiles.folder().resolve("lists/emulator-gaps.yaml"))) {
            Map<String, List<String>> byReason = new Yaml().load(in);
            return byReason.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
