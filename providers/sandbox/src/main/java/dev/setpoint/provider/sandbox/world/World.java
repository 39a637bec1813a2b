package dev.setpoint.provider.sandbox.world;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.store.Documents;
import java.time.Duration;
import java.time.Instant;

/**
 * The cloud as one call to one regional endpoint sees it.
 *
 * @param now simulated time
 * @param wall the time without what has been waited
 * @param newPrincipals how long other services refuse a new IAM principal
 * @param caller how the call comes in
 */
public record World(
        Documents documents,
        String region,
        Instant now,
        Instant wall,
        Account account,
        Duration newPrincipals,
        Caller caller) {

    public String partition() {
        return partition(region);
    }

    /** Returns the partition of a region. See behaviour.md#partitions. */
    public static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Returns {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE} in this region. */
    public String arn(String service, String resource) {
        return "arn:" + partition() + ":" + service + ":" + region + ":" + account.id() + ":" + resource;
    }

    public String callerArn() {
        return account.callerArn(partition());
    }

    public Principals principals() {
        return new Principals(this);
    }

    public Keys keys() {
        return new Keys(this);
    }

    public Buckets buckets() {
        return new Buckets(this);
    }

    public Topics topics() {
        return new Topics(this);
    }

    public LogGroups logGroups() {
        return new LogGroups(this);
    }

    /** Returns the document, if it exists and the replica that answers knows it. */
    public java.util.Optional<Value.Map> known(String key) {
        return documents.get(key).filter(_ -> documents.visible(key));
    }
}
