package dev.setpoint.provider.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.state.BackendFactory;
import dev.setpoint.engine.spi.state.ObjectStore;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.backend.S3BackendFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host that never stops answering. */
final class BoundedHttpClientTest {

    private static final int MOST = 1000;

    private final AtomicLong sent = new AtomicLong();
    private HttpServer server;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        var settings = Value.Map.EMPTY
                .with("bucket", Value.of("states"))
                .with("key", Value.of("shop/state.json"))
                .with("region", Value.of("us-east-1"))
                .with(
                        "endpoint",
                        Value.of("http://127.0.0.1:" + server.getAddress().getPort()));
        var environment = Map.of("AWS_ACCESS_KEY_ID", "a", "AWS_SECRET_ACCESS_KEY", "b", "AWS_CONFIG_FILE", "/nowhere");
        store = new S3BackendFactory().open(new BackendFactory.Configuration(settings, environment, Path.of(".")));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Mon, 30 Nov 2026 10:00:00 GMT");
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            body.write("<ListBucketResult>".getBytes(StandardCharsets.UTF_8));
            var chunk = "<Contents><Key>shop/state.json.journal/1</Key></Contents>"
                    .repeat(1000)
                    .getBytes(StandardCharsets.UTF_8);
            while (true) {
                body.write(chunk);
                sent.addAndGet(chunk.length);
            }
        }
    }

    @Test
    void readsAnEndlessObjectUpToTheLimit() {
        assertThatThrownBy(() -> store.read("", MOST)).isInstanceOfSatisfying(ProviderException.class, e -> {
            assertThat(e.code()).isEqualTo("TooLarge");
            assertThat(e.text()).contains("shop/state.json").doesNotContain("Contents");
        });
        // What the sockets hold, and no more.
        assertThat(sent.get()).isLessThan(32_000_000);
    }

    @Test
    void anEndlessAnswerFails() {
        assertThatThrownBy(() -> store.names(".journal/")).isInstanceOf(ProviderException.class);
        assertThat(sent.get()).isLessThan(400_000_000);
    }
}
