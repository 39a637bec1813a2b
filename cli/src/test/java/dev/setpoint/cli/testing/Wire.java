package dev.setpoint.cli.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Stands between Setpoint and what answers for AWS: remembers every request, and holds or answers those it is told to. */
public final class Wire implements AutoCloseable {

    /** Headers of one connection, which a proxy must not pass on. */
    private static final Set<String> HOP =
            Set.of("connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");

    private static final int PATIENCE = 900;

    /** One request that has come by. */
    public record Request(String method, String path, Map<String, List<String>> headers) {

        /** @param text method and path: {@code PUT /bucket} */
        public boolean is(String text) {
            return text.equals(method + " " + path);
        }

        public String header(String name) {
            return String.join(
                    ",",
                    headers.entrySet().stream()
                            .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                            .flatMap(entry -> entry.getValue().stream())
                            .toList());
        }
    }

    /** A place where the first request of a kind waits. */
    public static final class Gate {

        private final Predicate<Request> those;
        private final AtomicBoolean taken = new AtomicBoolean();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        private Gate(Predicate<Request> those) {
            this.those = those;
        }

        private void pass(Request request) throws InterruptedException {
            if (those.test(request) && taken.compareAndSet(false, true)) {
                arrived.countDown();
                open.await();
            }
        }

        /** Returns once a request waits here. */
        public void awaitArrival() throws InterruptedException {
            if (!arrived.await(PATIENCE, TimeUnit.SECONDS)) {
                throw new AssertionError("No such request has come.");
            }
        }

        public void open() {
            open.countDown();
        }
    }

    private record Answer(Predicate<Request> to, int status, String body, Map<String, String> headers) {}

    private final URI endpoint;
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    /** @param endpoint where the requests go */
    public Wire(String endpoint) {
        this.endpoint = URI.create(endpoint);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The variables with which any AWS tool sends its requests here. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_EC2_METADATA_DISABLED", "true");
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /** @param request method and path */
    public Gate hold(String request) {
        var gate = new Gate(one -> one.is(request));
        gates.add(gate);
        return gate;
    }

    /** Answers such requests itself, as S3 refuses them. */
    public void refuse(Predicate<Request> those, int status, String code, Map<String, String> headers) {
        var body = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>So it is (%s)</Message></Error>"
                .formatted(code, code.toLowerCase(Locale.ROOT));
        answers.add(new Answer(those, status, body, headers));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new Request(
                    exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders());
            var body = exchange.getRequestBody().readAllBytes();
            requests.add(request);
            for (var gate : gates) {
                gate.pass(request);
            }
            var own =
                    answers.stream().filter(answer -> answer.to().test(request)).findFirst();
            if (own.isPresent()) {
                var answer = own.get();
                answer.headers().forEach(exchange.getResponseHeaders()::set);
                send(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
            } else {
                handOn(exchange, body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve(exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!isHop(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        response.headers().map().forEach((name, values) -> copy(exchange.getResponseHeaders(), name, values));
        send(exchange, response.statusCode(), response.body());
    }

    private static void copy(Headers headers, String name, List<String> values) {
        if (!isHop(name)) {
            headers.put(name, values);
        }
    }

    private static boolean isHop(String name) {
        return HOP.contains(name.toLowerCase(Locale.ROOT));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        gates.forEach(Gate::open);
        server.stop(0);
        client.close();
    }
}
