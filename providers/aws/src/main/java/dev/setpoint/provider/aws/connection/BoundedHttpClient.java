package dev.setpoint.provider.aws.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An HTTP client whose answers end: the SDK reads an answer of XML or JSON as a whole, however long it is. The content
 * of an object has no bound here, because whoever asks for it reads it piece by piece.
 */
record BoundedHttpClient(SdkHttpClient client) implements SdkHttpClient {

    /** Limit in bytes. AWS's longest answers, pages of a thousand policies, have a tenth of that. */
    private static final long MOST = 32_000_000;

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var prepared = client.prepareRequest(request);
        return mayBeObject(request.httpRequest()) ? prepared : new Bounded(prepared);
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    /** Whatever else is asked of S3 has parameters. */
    private static boolean mayBeObject(SdkHttpRequest request) {
        var parameters = request.rawQueryParameters().keySet();
        return request.method() == SdkHttpMethod.GET
                && (parameters.isEmpty() || parameters.contains("partNumber") || parameters.contains("x-id"));
    }

    private record Bounded(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            var answer = request.call();
            var bounded = HttpExecuteResponse.builder().response(answer.httpResponse());
            answer.responseBody()
                    .ifPresent(body -> bounded.responseBody(AbortableInputStream.create(new Counted(body), body)));
            return bounded.build();
        }

        @Override
        public void abort() {
            request.abort();
        }
    }

    /** A stream that fails after the most that is read of it. */
    private static final class Counted extends FilterInputStream {

        private long left = MOST;

        Counted(InputStream stream) {
            super(stream);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            var read = super.read(bytes, start, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("The answer has more than " + MOST / 1_000_000 + " MB");
            }
        }
    }
}
