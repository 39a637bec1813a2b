package dev.setpoint.provider.sandbox.s3;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.call.SdkShapes;
import dev.setpoint.provider.sandbox.world.World;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.PutBucketRequestPaymentResponse;

/** CORS, transfer acceleration and request payment. See behaviour.md#s3-accelerate-cors-payment. */
final class BucketSettings extends S3Part {

    private static final String CORS = "cors";
    private static final String ACCELERATE = "accelerate";
    private static final String PAYMENT = "requestPayment";
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");
    private static final Set<String> STATUSES = Set.of("Enabled", "Suspended");
    private static final Set<String> PAYERS = Set.of("BucketOwner", "Requester");
    private static final int MOST_RULES = 100;
    private static final int LONGEST_ID = 255;

    BucketSettings(World world) {
        super(world);
    }

    @Override
    public GetBucketCorsResponse getBucketCors(GetBucketCorsRequest request) {
        bucket(request.bucket());
        var stored = configuration(request.bucket(), CORS)
                .orElseThrow(() -> notConfigured("NoSuchCORSConfiguration", "The CORS configuration does not exist"));
        return SdkShapes.PLAIN.build(GetBucketCorsResponse.builder(), stored);
    }

    @Override
    public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request) {
        bucket(request.bucket());
        var cors = Optional.ofNullable(request.corsConfiguration())
                .filter(CORSConfiguration::hasCorsRules)
                .orElseThrow(S3Part::malformedXml);
        if (cors.corsRules().isEmpty() || cors.corsRules().size() > MOST_RULES) {
            throw malformedXml();
        }
        cors.corsRules().forEach(BucketSettings::check);
        configure(request.bucket(), CORS, SdkShapes.PLAIN.toValue(cors));
        return PutBucketCorsResponse.builder().build();
    }

    private static void check(CORSRule rule) {
        if (rule.allowedMethods().isEmpty()
                || rule.allowedOrigins().isEmpty()
                || Optional.ofNullable(rule.id()).orElse("").length() > LONGEST_ID) {
            throw malformedXml();
        }
        rule.allowedMethods().stream()
                .filter(method -> !METHODS.contains(method))
                .forEach(method -> {
                    throw invalidRequest(
                            "Found unsupported HTTP method in CORS config. Unsupported method is " + method);
                });
        rule.allowedOrigins().stream().filter(BucketSettings::hasTwoStars).forEach(origin -> {
            throw invalidRequest("AllowedOrigin \"" + origin + "\" can not have more than one wildcard.");
        });
        rule.allowedHeaders().stream().filter(BucketSettings::hasTwoStars).forEach(header -> {
            throw invalidRequest("AllowedHeader \"" + header + "\" can not have more than one wildcard.");
        });
    }

    private static boolean hasTwoStars(String pattern) {
        return pattern.indexOf('*') != pattern.lastIndexOf('*');
    }

    @Override
    public DeleteBucketCorsResponse deleteBucketCors(DeleteBucketCorsRequest request) {
        bucket(request.bucket());
        unconfigure(request.bucket(), CORS);
        return DeleteBucketCorsResponse.builder().build();
    }

    @Override
    public GetBucketAccelerateConfigurationResponse getBucketAccelerateConfiguration(
            GetBucketAccelerateConfigurationRequest request) {
        bucket(request.bucket());
        return SdkShapes.PLAIN.build(
                GetBucketAccelerateConfigurationResponse.builder(),
                configuration(request.bucket(), ACCELERATE).orElse(Value.Map.EMPTY));
    }

    @Override
    public PutBucketAccelerateConfigurationResponse putBucketAccelerateConfiguration(
            PutBucketAccelerateConfigurationRequest request) {
        bucket(request.bucket());
        if (request.bucket().contains(".")) {
            throw invalidRequest(
                    "S3 Transfer Acceleration is not supported for buckets with periods (.) in their names");
        }
        var status = Optional.ofNullable(request.accelerateConfiguration().statusAsString())
                .orElse("");
        if (!STATUSES.contains(status)) {
            throw malformedXml();
        }
        configure(request.bucket(), ACCELERATE, Value.Map.EMPTY.with("status", Value.of(status)));
        return PutBucketAccelerateConfigurationResponse.builder().build();
    }

    @Override
    public GetBucketRequestPaymentResponse getBucketRequestPayment(GetBucketRequestPaymentRequest request) {
        bucket(request.bucket());
        return GetBucketRequestPaymentResponse.builder()
                .payer(configuration(request.bucket(), PAYMENT)
                        .flatMap(payment -> payment.string("payer"))
                        .orElse("BucketOwner"))
                .build();
    }

    @Override
    public PutBucketRequestPaymentResponse putBucketRequestPayment(PutBucketRequestPaymentRequest request) {
        bucket(request.bucket());
        var payer = Optional.ofNullable(request.requestPaymentConfiguration().payerAsString())
                .orElse("");
        if (!PAYERS.contains(payer)) {
            throw malformedXml();
        }
        configure(request.bucket(), PAYMENT, Value.Map.EMPTY.with("payer", Value.of(payer)));
        return PutBucketRequestPaymentResponse.builder().build();
    }
}
