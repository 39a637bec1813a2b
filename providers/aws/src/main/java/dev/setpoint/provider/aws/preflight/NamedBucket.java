package dev.setpoint.provider.aws.preflight;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.error.Errors;
import java.util.Optional;
import software.amazon.awssdk.http.HttpStatusCode;

/** Looks if a bucket is there that a resource names, by its name or its ARN. */
final class NamedBucket {

    private NamedBucket() {}

    /** Finds what is wrong with a bucket of the caller's own; empty when nothing is. */
    static Optional<String> ofCaller(String name, Aws aws, Call call) {
        return switch (head(name, aws, call)) {
            case HttpStatusCode.NOT_FOUND -> Optional.of("there is no bucket %s.".formatted(bucket(name)));
            case HttpStatusCode.FORBIDDEN ->
                Optional.of("the bucket %s is not yours, or you may not look at it.".formatted(bucket(name)));
            default -> Optional.empty();
        };
    }

    /** Finds what is wrong with a bucket of any account: another one's may take objects and yet not let itself be read. */
    static Optional<String> ofAnybody(String name, Aws aws, Call call) {
        return head(name, aws, call) == HttpStatusCode.NOT_FOUND
                ? Optional.of("there is no bucket %s.".formatted(bucket(name)))
                : Optional.empty();
    }

    private static String bucket(String name) {
        return name.substring(name.lastIndexOf(':') + 1);
    }

    /** The status that S3 answers with; a bucket in another region answers with where it is. */
    private static int head(String name, Aws aws, Call call) {
        try {
            aws.s3(call).headBucket(r -> r.bucket(bucket(name)));
            return HttpStatusCode.OK;
        } catch (ProviderException e) {
            var status = Errors.status(e);
            if (status < HttpStatusCode.MOVED_PERMANENTLY || status >= HttpStatusCode.INTERNAL_SERVER_ERROR) {
                throw e;
            }
            return status;
        }
    }
}
