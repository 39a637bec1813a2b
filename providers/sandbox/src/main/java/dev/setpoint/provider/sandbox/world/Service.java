package dev.setpoint.provider.sandbox.world;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Simulated services: their names, and their errors for throttling and denial. See behaviour.md#error-codes. */
public enum Service {
    KMS("kms", "Kms", "ThrottlingException", 400, "AccessDeniedException", 400),
    S3("s3", "S3", "SlowDown", 503, "AccessDenied", 403),
    S3_CONTROL("s3control", "S3Control", "SlowDown", 503, "AccessDenied", 403),
    IAM("iam", "Iam", "Throttling", 400, "AccessDenied", 403),
    STS("sts", "Sts", "Throttling", 400, "AccessDenied", 403),
    CLOUDTRAIL("cloudtrail", "CloudTrail", "ThrottlingException", 400, "AccessDeniedException", 400),
    CLOUDWATCH("cloudwatch", "CloudWatch", "Throttling", 400, "AccessDenied", 403),
    CONFIG("config", "Config", "ThrottlingException", 400, "AccessDeniedException", 400),
    SNS("sns", "Sns", "Throttled", 429, "AuthorizationError", 403),
    ACCESS_ANALYZER("access-analyzer", "AccessAnalyzer", "ThrottlingException", 429, "AccessDeniedException", 403),
    EC2("ec2", "Ec2", "RequestLimitExceeded", 503, "UnauthorizedOperation", 403),
    MACIE("macie2", "Macie2", "ThrottlingException", 429, "AccessDeniedException", 403),
    LOGS("logs", "CloudWatchLogs", "ThrottlingException", 400, "AccessDeniedException", 400);

    private final String prefix;
    private final String display;
    private final String throttled;
    private final int throttledStatus;
    private final String denied;
    private final int deniedStatus;

    Service(String prefix, String display, String throttled, int throttledStatus, String denied, int deniedStatus) {
        this.prefix = prefix;
        this.display = display;
        this.throttled = throttled;
        this.throttledStatus = throttledStatus;
        this.denied = denied;
        this.deniedStatus = deniedStatus;
    }

    /** @param client the SDK's interface of the service */
    public static Service of(Class<?> client) {
        return Arrays.stream(values())
                .filter(service -> client.getSimpleName().equals(service.display + "Client"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no " + client.getSimpleName() + "."));
    }

    /** Returns the prefix of its actions: {@code kms}; IAM may know them under another name. */
    public String prefix() {
        return prefix;
    }

    /** Creates the exception with this code, of the SDK's class for it if there is one. */
    public AwsServiceException refusal(String code, int status, String message) {
        return refusal(code, status, message, Optional.empty());
    }

    /** @param bucketRegion for S3: where the bucket is, told in a header of the answer */
    public AwsServiceException refusal(String code, int status, String message, Optional<String> bucketRegion) {
        var http = SdkHttpResponse.builder().statusCode(status);
        bucketRegion.ifPresent(region -> http.putHeader("x-amz-bucket-region", region));
        var builder = builder(code);
        builder.message(message)
                .statusCode(status)
                .requestId(Ids.request())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .serviceName(display)
                        .sdkHttpResponse(http.build())
                        .build());
        return builder.build();
    }

    /**
     * Creates the exception of a HEAD request, whose response has no body, so that only the status says what is wrong.
     */
    public AwsServiceException bodiless(int status, Optional<String> bucketRegion) {
        var http = SdkHttpResponse.builder().statusCode(status);
        bucketRegion.ifPresent(region -> http.putHeader("x-amz-bucket-region", region));
        return S3Exception.builder()
                .statusCode(status)
                .requestId(Ids.request())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(display)
                        .sdkHttpResponse(http.build())
                        .build())
                .build();
    }

    public AwsServiceException throttling() {
        return refusal(throttled, throttledStatus, this == S3 ? "Please reduce your request rate." : "Rate exceeded");
    }

    public AwsServiceException denial(String caller, String action) {
        return refusal(
                denied,
                deniedStatus,
                "User: " + caller + " is not authorized to perform: " + action
                        + " because no identity-based policy allows the " + action + " action");
    }

    /** Returns a builder of the SDK's exception for the code, or of the service's general one if there is none. */
    private AwsServiceException.Builder builder(String code) {
        return modelled(code)
                .or(() -> modelled(code + "Exception"))
                .or(() -> modelled(display + "Exception"))
                .orElseThrow();
    }

    private Optional<AwsServiceException.Builder> modelled(String className) {
        if (!className.matches("[A-Za-z0-9]+")) {
            return Optional.empty();
        }
        try {
            var type = Class.forName(
                    "software.amazon.awssdk.services." + display.toLowerCase(Locale.ROOT) + ".model." + className);
            return AwsServiceException.class.isAssignableFrom(type)
                    ? Optional.of((AwsServiceException.Builder)
                            type.getMethod("builder").invoke(null))
                    : Optional.empty();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The SDK's exception " + className + " cannot be built.", e);
        }
    }
}
