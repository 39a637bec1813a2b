package dev.setpoint.provider.sandbox.s3.bucket;

import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Service;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Errors of S3. See behaviour.md#s3-bucket-errors. */
public final class S3Refusals {

    public static final Refusal MALFORMED_XML = new Refusal(
            Service.S3,
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema");

    public static final Refusal NO_SUCH_BUCKET =
            new Refusal(Service.S3, "NoSuchBucket", 404, "The specified bucket does not exist");

    public static final Refusal NO_SUCH_KEY =
            new Refusal(Service.S3, "NoSuchKey", 404, "The specified key does not exist.");

    private S3Refusals() {}

    public static AwsServiceException refusal(String code, int status, String message) {
        return Service.S3.refusal(code, status, message);
    }

    public static AwsServiceException malformedXml() {
        return MALFORMED_XML.exception();
    }

    public static AwsServiceException invalidRequest(String message) {
        return refusal("InvalidRequest", 400, message);
    }

    public static AwsServiceException invalidArgument(String message) {
        return refusal("InvalidArgument", 400, message);
    }

    /** Returns the error of a read of a configuration that is not there. */
    public static Refusal notConfigured(String code, String message) {
        return new Refusal(Service.S3, code, 404, message);
    }
}
