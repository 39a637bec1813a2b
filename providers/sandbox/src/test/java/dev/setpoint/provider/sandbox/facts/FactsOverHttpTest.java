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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** An independent emulator answers as the facts say, but for its listed gaps: so the calls are such that AWS would read them. */
class FactsOverHttpTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final HttpEndpoint EMULATOR = new HttpEndpoint();

    @AfterAll
    static void close() {
        EMULATOR.close();
    }

    @TestFactory
    Stream<DynamicTest> theEmulatorAnswersAsAwsDoes() {
        Assumptions.assumeTrue(HttpCloud.isMoto(), "The gaps of moto alone are listed.");
        var gaps = gaps();
        return FactFiles.all().stream()
                .map(fact -> DynamicTest.dynamicTest(fact.file() + ": " + fact.says(), () -> {
                    reset();
                    var differences = differences(fact);
                    if (gaps.contains(fact.says())) {
                        assertThat(differences)
                                .as("a gap that the emulator no longer has: remove it from the list")
                                .isNotEmpty();
                    } else {
                        assertThat(differences).as(fact.source()).isEmpty();
                    }
                }));
    }

    /** An emulator may answer in a way that the SDK cannot read. */
    private static List<String> differences(Fact fact) {
        try {
            return fact.differences(EMULATOR);
        } catch (IllegalStateException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    private static void reset() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(HttpCloud.endpoint() + "/moto-api/reset"))
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
