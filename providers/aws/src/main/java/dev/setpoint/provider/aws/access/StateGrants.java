package dev.setpoint.provider.aws.access;

import static dev.setpoint.provider.aws.shape.Properties.text;

import dev.setpoint.engine.spi.Grant;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Partitions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Permissions that a caller needs for a state in a bucket, or under a key. */
public final class StateGrants {

    private static final String USUAL_REGION = "us-east-1";

    private StateGrants() {}

    /** @param settings of the backend {@code s3} */
    public static List<Grant> bucket(Value.Map settings, Map<String, String> environment, boolean writing) {
        var region = region(settings, environment);
        var bucket = "arn:" + Partitions.of(region.orElse(USUAL_REGION)).id() + ":s3:::"
                + settings.string("bucket").orElse("*");
        var objects = bucket + "/" + text(settings, "key") + "*";
        var grants = new ArrayList<Grant>();
        grants.add(plain("s3:ListBucket", bucket));
        grants.add(plain("s3:ListBucketVersions", bucket));
        grants.add(plain("s3:GetObject", objects));
        if (writing) {
            grants.add(plain("s3:GetBucketVersioning", bucket));
            grants.add(plain("s3:PutObject", objects));
            grants.add(plain("s3:DeleteObject", objects));
        }
        settings.string("kmsKey").ifPresent(key -> {
            grants.add(key("kms:Decrypt", key, region));
            if (writing) {
                grants.add(key("kms:GenerateDataKey", key, region));
            }
        });
        return grants;
    }

    /** @param settings of the key service {@code kms} */
    public static List<Grant> sealing(Value.Map settings, boolean writing) {
        var key = text(settings, "key");
        var region = Optional.of(key.split(":", -1))
                .filter(parts -> parts.length > REGION_IN_ARN)
                .map(parts -> parts[REGION_IN_ARN]);
        var grants = new ArrayList<Grant>();
        grants.add(key("kms:Decrypt", key, region));
        if (writing) {
            grants.add(key("kms:GenerateDataKey", key, region));
        }
        if (key.contains("alias/")) {
            grants.add(key("kms:DescribeKey", key, region));
        }
        return grants;
    }

    /** Place of the region in {@code arn:aws:kms:us-east-1:111122223333:key/…}. */
    private static final int REGION_IN_ARN = 3;

    private static Optional<String> region(Value.Map settings, Map<String, String> environment) {
        return settings.string("region")
                .or(() -> Optional.ofNullable(environment.get("AWS_REGION")))
                .or(() -> Optional.ofNullable(environment.get("AWS_DEFAULT_REGION")));
    }

    private static Grant plain(String action, String object) {
        return new Grant(Arns.PROVIDER, action, object, Value.Map.EMPTY);
    }

    /** An alias is no resource of IAM's: the policy allows the keys that have it. */
    private static Grant key(String action, String key, Optional<String> region) {
        var alias = key.indexOf("alias/");
        if (alias >= 0) {
            var condition = Value.Map.EMPTY.with(
                    "ForAnyValue:StringEquals",
                    Value.Map.EMPTY.with("kms:ResourceAliases", Value.of(key.substring(alias))));
            return new Grant(Arns.PROVIDER, action, keys(region, "*"), condition);
        }
        return plain(action, key.startsWith("arn:") ? key : keys(region, key));
    }

    private static String keys(Optional<String> region, String id) {
        return "arn:" + Partitions.of(region.orElse(USUAL_REGION)).id() + ":kms:" + region.orElse("*") + ":*:key/" + id;
    }
}
