package dev.setpoint.provider.aws.logs;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.provider.aws.client.Aws;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Pre-flight check that a log group can be deleted; tells how much data goes with it.
 * See behaviour.md#logs-log-group.
 */
public final class LogGroupPreflight implements Preflight {

    private final Aws aws;

    public LogGroupPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes()) {
            return List.of();
        }
        var name = what.identity().orElseThrow().value();
        var findings = new ArrayList<Finding>();
        aws.logs(call).describeLogGroupsPaginator(r -> r.logGroupNamePrefix(name)).logGroups().stream()
                .filter(group -> group.logGroupName().equals(name))
                .forEach(group -> {
                    Optional.ofNullable(group.storedBytes())
                            .filter(bytes -> bytes > 0)
                            .ifPresent(bytes -> findings.add(Finding.loss(
                                    what, String.format(Locale.ROOT, "It holds about %,d bytes of log data.", bytes))));
                    if (Boolean.TRUE.equals(group.deletionProtectionEnabled())) {
                        findings.add(Finding.obstacle(
                                        what,
                                        "the log group %s is protected against deletion.".formatted(name),
                                        "Set `deletionProtection: false` and apply that first.")
                                .about("deletionProtection"));
                    }
                });
        return findings;
    }
}
