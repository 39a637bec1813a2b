package dev.setpoint.provider.aws.connection;

import java.io.ByteArrayInputStream;
import java.util.Set;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * The JDK's HTTP client, kept from repeating requests by itself. When a connection that it had kept breaks, it sends a
 * request without a body once more, and whoever asked for a bucket to be made sees only the answer to the second
 * request: that the bucket exists. A body of known length, be it empty, keeps it from that.
 */
record SendOnceHttpClient(SdkHttpClient client) implements SdkHttpClient {

    private static final Set<SdkHttpMethod> CHANGING =
            Set.of(SdkHttpMethod.PUT, SdkHttpMethod.POST, SdkHttpMethod.PATCH);

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var bodiless = request.contentStreamProvider().isEmpty()
                && CHANGING.contains(request.httpRequest().method());
        return client.prepareRequest(bodiless ? withEmptyBody(request) : request);
    }

    private static HttpExecuteRequest withEmptyBody(HttpExecuteRequest request) {
        var sent = HttpExecuteRequest.builder()
                .request(request.httpRequest().copy(r -> r.putHeader("Content-Length", "0")))
                .contentStreamProvider(() -> new ByteArrayInputStream(new byte[0]));
        request.metricCollector().ifPresent(sent::metricCollector);
        return sent.build();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
