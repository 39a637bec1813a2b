package dev.setpoint.provider.aws.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, ended with the JVM. */
final class LocalStack {

    /** The last community image that starts without an account. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.4.0");

    private LocalStack() {}

    /** Its endpoint; empty where no Docker engine runs. */
    static Optional<String> start() {
        // Testcontainers takes seconds to find that there is no engine; a missing socket says so at once.
        var engine = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        if (!engine || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        @SuppressWarnings("resource") // Testcontainers removes it when the JVM ends.
        var container = new LocalStackContainer(IMAGE);
        container.start();
        return Optional.of(container.getEndpoint().toString());
    }
}
