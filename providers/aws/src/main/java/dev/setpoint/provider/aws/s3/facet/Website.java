package dev.setpoint.provider.aws.s3.facet;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.error.Errors;
import dev.setpoint.provider.aws.s3.configuration.BucketFacet;
import dev.setpoint.provider.aws.s3.configuration.NotConfigured;
import dev.setpoint.provider.aws.shape.SdkShapes;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.WebsiteConfiguration;

/** Website hosting: pages that a browser gets, and redirections. See behaviour.md#s3-website. */
final class Website implements BucketFacet {

    private static final String INDEX = "indexDocument";
    private static final String ERROR = "errorDocument";
    private static final String RULES = "routingRules";
    private static final String CONDITION = "condition";
    private static final String ERROR_CODE = "httpErrorCodeReturnedEquals";
    private static final String REDIRECT = "redirect";
    private static final String REDIRECT_CODE = "httpRedirectCode";

    @Override
    public String property() {
        return "website";
    }

    @Override
    public Optional<Value> read(S3Client s3, String bucket) {
        return Errors.unless(
                        NotConfigured.as("NoSuchWebsiteConfiguration"),
                        () -> s3.getBucketWebsite(r -> r.bucket(bucket)))
                .map(answer -> fromS3(SdkShapes.PLAIN.toValue(answer)));
    }

    @Override
    public void put(S3Client s3, String bucket, Value desired) {
        var website = SdkShapes.PLAIN.build(WebsiteConfiguration.builder(), toS3((Value.Map) desired.revealedDeep()));
        s3.putBucketWebsite(r -> r.bucket(bucket).websiteConfiguration(website));
    }

    @Override
    public void remove(S3Client s3, String bucket) {
        s3.deleteBucketWebsite(r -> r.bucket(bucket));
    }

    /** A rule too many shows that the old answer is still being given. */
    @Override
    public boolean shows(Value live, Value desired) {
        return live.equals(fromS3(toS3((Value.Map) desired.revealedDeep())));
    }

    private static Value.Map toS3(Value.Map website) {
        var named = changing(website, INDEX, suffix -> Value.Map.EMPTY.with("suffix", suffix));
        named = changing(named, ERROR, key -> Value.Map.EMPTY.with("key", key));
        return eachRule(named, Website::text);
    }

    private static Value.Map fromS3(Value.Map website) {
        var plain = changing(website, INDEX, index -> Value.of(text(index, "suffix")));
        plain = changing(plain, ERROR, error -> Value.of(text(error, "key")));
        return eachRule(plain, Website::number);
    }

    private static String text(Value map, String member) {
        return ((Value.Map) map).string(member).orElse("");
    }

    /** Changes the codes of HTTP, which are texts to S3. Other empty members of a rule mean the same as none. */
    private static Value.Map eachRule(Value.Map website, UnaryOperator<Value> code) {
        return changing(
                website,
                RULES,
                rules -> Value.of(((Value.List) rules)
                        .items().stream()
                                .map(rule -> (Value) rule((Value.Map) rule, code))
                                .toList()));
    }

    private static Value.Map rule(Value.Map rule, UnaryOperator<Value> code) {
        var condition = changing(rule.map(CONDITION), ERROR_CODE, code);
        var redirect = changing(rule.map(REDIRECT), REDIRECT_CODE, code);
        var changed = Value.Map.EMPTY.with(REDIRECT, redirect);
        return condition.entries().isEmpty() ? changed : changed.with(CONDITION, condition);
    }

    private static Value text(Value code) {
        return code instanceof Value.Num(var number) ? Value.of(number.toPlainString()) : code;
    }

    private static Value number(Value code) {
        return code instanceof Value.Str(var digits) && digits.matches("[0-9]{1,4}")
                ? Value.of(Integer.parseInt(digits))
                : code;
    }

    private static Value.Map changing(Value.Map map, String name, UnaryOperator<Value> change) {
        return map.get(name).map(value -> map.with(name, change.apply(value))).orElse(map);
    }
}
