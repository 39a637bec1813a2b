package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.module.TreeRefusedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Downloads a file over HTTPS, and follows redirects to HTTPS only. Sends no credentials. */
final class WebDownload {

    private static final int MOST_REDIRECTS = 5;
    private static final int OK = 200;
    private static final Duration CONNECT = Duration.ofSeconds(30);

    private final FetchSettings settings;
    private final Function<String, Optional<Diagnostic>> hosts;

    /** @param hosts gives the reason for which a host is refused */
    WebDownload(FetchSettings settings, Function<String, Optional<Diagnostic>> hosts) {
        this.settings = settings;
        this.hosts = hosts;
    }

    /** Writes the content at the address into a file. */
    void fetch(URI address, Path file) throws IOException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(settings.trust())
                .build()) {
            try {
                fetch(client, address, file);
            } finally {
                client.shutdownNow();
            }
        }
    }

    private void fetch(HttpClient client, URI address, Path file) throws IOException {
        var here = address;
        for (var left = MOST_REDIRECTS; left >= 0; left--) {
            requireAllowed(here);
            var response = send(client, here, file);
            if (response.statusCode() == OK) {
                return;
            }
            here = next(here, response);
        }
        throw FetchException.failed("`" + address + "` redirects too often.", "Name the address that it leads to.");
    }

    private void requireAllowed(URI address) throws FetchException {
        var host = Optional.ofNullable(address.getHost()).orElse("");
        if (!"https".equals(address.getScheme()) || host.isEmpty() || address.getRawUserInfo() != null) {
            throw new FetchException(Diagnostic.error(
                            "SP0255",
                            "The server sends the download on to `" + address + "`, which is not plain HTTPS.")
                    .hint("Name an address whose downloads stay on HTTPS."));
        }
        var refused = hosts.apply(host);
        if (refused.isPresent()) {
            throw new FetchException(refused.get());
        }
    }

    private static URI next(URI here, HttpResponse<Path> response) throws FetchException {
        var location = response.headers().firstValue("location");
        if (response.statusCode() / 100 != 3 || location.isEmpty()) {
            throw FetchException.failed(
                    "`" + here + "` answers with status " + response.statusCode() + ".",
                    "Check the address. Setpoint sends no credentials to it.");
        }
        try {
            return here.resolve(location.get());
        } catch (IllegalArgumentException e) {
            throw FetchException.failed("`" + here + "` redirects to an address that is not valid.", "Name another.");
        }
    }

    private HttpResponse<Path> send(HttpClient client, URI address, Path file) throws IOException {
        var request =
                HttpRequest.newBuilder(address).timeout(settings.patience()).build();
        var sent = client.sendAsync(request, body(file));
        try {
            return sent.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw FetchException.failed(
                    "The download has not ended in " + settings.patience().toSeconds() + " seconds.",
                    "Run the command again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FetchException.failed("Fetching it was interrupted.", "Run the command again.");
        } catch (ExecutionException e) {
            throw problem(address, e);
        } finally {
            sent.cancel(true);
        }
    }

    /** The content of a good answer goes into the file. That of others is not kept. */
    private BodyHandler<Path> body(Path file) {
        return BodyHandlers.limiting(
                answer -> answer.statusCode() == OK ? BodySubscribers.ofFile(file) : BodySubscribers.replacing(file),
                settings.limits().bytes());
    }

    private IOException problem(URI address, ExecutionException failure) {
        var cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        var reason =
                Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
        return reason.contains("body exceeds capacity")
                ? new TreeRefusedException(
                        "it is larger than " + settings.limits().size())
                : FetchException.failed(
                        "`" + address.getHost() + "` cannot be reached: " + reason + ".",
                        "Check the address and the network. The JDK's system properties name a proxy:"
                                + " `SETPOINT_JAVA_OPTIONS=-Dhttps.proxyHost=…`.");
    }
}
