package dev.setpoint.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A host that a spec leads requests to: it remembers them, and answers all alike. */
public final class Listener implements AutoCloseable {

    /** Writes the same answer to every request. */
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    public Listener(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                exchange.getRequestBody().readAllBytes();
                answer.to(exchange);
            }
        });
        server.start();
    }

    /** A host that answers with an empty document. */
    public static Listener silent() {
        return new Listener(exchange -> exchange.sendResponseHeaders(404, -1));
    }

    /** {@code 127.0.0.1:41234} */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String endpoint() {
        return "http://" + host();
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Credentials, and nothing that leads requests anywhere. */
    public static Map<String, String> credentials() {
        return Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_SESSION_TOKEN", "token-of-the-runner",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
