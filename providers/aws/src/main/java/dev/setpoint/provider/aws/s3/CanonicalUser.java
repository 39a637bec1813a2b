package dev.setpoint.provider.aws.s3;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.DataSource;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import dev.setpoint.provider.aws.client.Partitions;
import java.util.Map;

/** Canonical user ids, by which ACLs name accounts. See behaviour.md#s3-canonical-user. */
public final class CanonicalUser implements DataSource {

    /** The account that delivers the access logs of CloudFront; China has its own. */
    private static final Map<String, String> CLOUDFRONT = Map.of(
            "aws", "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
            "aws-cn", "a52cb28745c0c06e84ec548334e44bfa7fc2a85c54af20cd59e4969344b7af56");

    private final Aws aws;

    public CanonicalUser(Aws aws) {
        this.aws = aws;
    }

    /** A list of no more than one bucket names the owner, also where there is no bucket. */
    @Override
    public Value.Map read(Value.Map properties, Call call) {
        var owner = aws.s3(call).listBuckets(r -> r.maxBuckets(1)).owner();
        var ids = properties.with("id", Value.of(owner.id()));
        var logs = CLOUDFRONT.get(Partitions.of(aws.region()).id());
        return logs == null ? ids : ids.with("cloudFrontLogDelivery", Value.of(logs));
    }
}
