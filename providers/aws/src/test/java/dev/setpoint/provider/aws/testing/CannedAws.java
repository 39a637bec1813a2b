package dev.setpoint.provider.aws.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An endpoint that gives prepared answers, one after the other, and then the last one for ever. */
public final class CannedAws implements AutoCloseable {

    private static final int HUNG_UP = 0;

    private record Answer(int status, String body) {}

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    public CannedAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            var answer = answers.size() > 1 ? answers.remove() : answers.element();
            if (answer.status() == HUNG_UP) {
                exchange.close();
                return;
            }
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** Answers in the format of KMS and CloudTrail: {@code {"__type": "NotFoundException", "message": "…"}}. */
    public CannedAws json(int status, String code, String message) {
        answers.add(new Answer(status, "{\"__type\":\"" + code + "\",\"message\":\"" + message + "\"}"));
        return this;
    }

    /** Answers in the format of IAM and STS. */
    public CannedAws query(int status, String code, String message) {
        answers.add(new Answer(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>1</RequestId></ErrorResponse>"));
        return this;
    }

    public CannedAws plain(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /** The connection is closed without an answer. */
    public CannedAws hangUp() {
        answers.add(new Answer(HUNG_UP, ""));
        return this;
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
