package dev.setpoint.provider.aws.rule;

import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlanRule;
import dev.setpoint.engine.spi.PlannedStack;
import dev.setpoint.engine.spi.PlannedStack.Part;
import dev.setpoint.engine.value.PropertyPath;
import dev.setpoint.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule on subscriptions to FIFO topics: only queues can have one, and FIFO queues only those. See
 * behaviour.md#sns-subscription-limits.
 */
public record FifoTopics() implements PlanRule {

    private static final String FIFO = ".fifo";
    private static final String PROTOCOL = "protocol";
    private static final String QUEUE = "sqs";
    private static final PropertyPath DEAD_LETTERS = PropertyPath.parse("redrivePolicy.deadLetterTargetArn");

    @Override
    public boolean needsSpecOnly() {
        return true;
    }

    @Override
    public List<Finding> check(PlannedStack plan) {
        var findings = new ArrayList<Finding>();
        for (var part : plan.of(Types.SUBSCRIPTION)) {
            part.desired().get("topic").flatMap(topic -> isFifo(plan, topic)).ifPresent(fifo -> {
                if (fifo) {
                    fifo(part, findings);
                } else {
                    standard(part, findings);
                }
            });
        }
        return findings;
    }

    /** Empty while nobody can tell. */
    private static Optional<Boolean> isFifo(PlannedStack plan, Value topic) {
        return topic instanceof Value.Str(var arn)
                ? Optional.of(arn.endsWith(FIFO))
                : plan.referred(Types.TOPIC, topic)
                        .flatMap(found -> found.desired().bool("fifo"));
    }

    private static void fifo(Part part, List<Finding> findings) {
        part.desired()
                .string(PROTOCOL)
                .filter(protocol -> !protocol.equals(QUEUE))
                .ifPresent(protocol -> findings.add(Finding.obstacle(
                                part.address(),
                                "only SQS queues can subscribe to a FIFO topic, and not `%s`.".formatted(protocol),
                                "Subscribe a queue (`protocol: sqs`), or name a topic without `fifo: true`.")
                        .about(PROTOCOL)));
        DEAD_LETTERS.in(part.desired()).forEach((path, queue) -> {
            if (queue instanceof Value.Str(var arn) && !arn.endsWith(FIFO)) {
                findings.add(Finding.obstacle(
                                part.address(),
                                "the dead-letter queue of a FIFO topic must be a FIFO queue, and this is not one.",
                                "Name a queue whose name ends in `.fifo`.")
                        .about(path.toString()));
            }
        });
    }

    private static void standard(Part part, List<Finding> findings) {
        part.desired()
                .string("endpoint")
                .filter(endpoint ->
                        part.desired().string(PROTOCOL).equals(Optional.of(QUEUE)) && endpoint.endsWith(FIFO))
                .ifPresent(_ -> findings.add(Finding.obstacle(
                                part.address(),
                                "a FIFO queue can subscribe to FIFO topics only, and this is a standard topic.",
                                "Subscribe a standard queue, or make the topic a FIFO topic: `fifo: true` and a name that ends in `.fifo`.")
                        .about("endpoint")));
    }
}
