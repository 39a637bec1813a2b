package dev.setpoint.provider.sandbox.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.world.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** The list of operations in the documents is complete, and every other operation is refused by its name. */
class OperationsTest {

    private static final Path DOCUMENT = Path.of("docs/operations.md");

    private static final String HEAD = """
            # Operations of the simulated AWS

            The sandbox simulates these operations. It refuses every other one with the error `NotImplemented` and its
            name. Made from the simulations; `-Dgolden.update=true` with `-Dtest=OperationsTest` makes it anew.
            """;

    @TempDir
    Path folder;

    @Test
    void theDocumentListsTheOperationsOfEachService() throws IOException {
        var text = new StringBuilder(HEAD);
        for (var service : Service.values()) {
            text.append("\n## `").append(service.prefix()).append("`\n\n");
            simulated(service)
                    .forEach(operation ->
                            text.append("- ").append(operation.name()).append('\n'));
        }
        if (System.getProperty("golden.update") != null) {
            Files.writeString(DOCUMENT, text);
        }
        assertThat(text.toString())
                .as("-Dgolden.update=true makes %s anew", DOCUMENT)
                .isEqualTo(Files.readString(DOCUMENT));
    }

    private static List<ClientOperation> simulated(Service service) {
        return ClientOperation.all().stream()
                .filter(operation -> operation.service() == service && operation.isSimulated())
                .toList();
    }

    @Test
    void everySimulatedMethodIsAnOperationOfTheClient() {
        for (var service : Service.values()) {
            assertThat(simulated(service))
                    .extracting(operation -> operation.method().getName())
                    .containsExactlyElementsOf(Sandbox.methods(service));
        }
    }

    @Test
    void everyOtherOperationIsRefusedByItsName() {
        var sandbox = Sandbox.open(folder);
        var others = ClientOperation.all().stream()
                .filter(operation -> !operation.isSimulated())
                .toList();
        assertThat(others).hasSizeGreaterThan(1000);
        var silent = others.stream()
                .filter(operation -> operation
                        .failure(sandbox, RandomRequests.empty(operation))
                        .filter(failure -> failure instanceof AwsServiceException refused
                                && "NotImplemented"
                                        .equals(refused.awsErrorDetails().errorCode())
                                && String.valueOf(refused.getMessage()).contains(operation.name()))
                        .isEmpty())
                .map(ClientOperation::toString)
                .collect(Collectors.toList());
        assertThat(silent).isEmpty();
    }
}
