package dev.setpoint.provider.aws.iam;

import static dev.setpoint.provider.aws.shape.Properties.texts;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.spi.PlannedChange;
import dev.setpoint.engine.spi.PlannedChanges;
import dev.setpoint.engine.spi.Preflight;
import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.aws.client.Aws;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pre-flight look for credentials and policies of a user that is to be deleted: nothing of them is made by a stack.
 * See behaviour.md#iam-user.
 */
final class UserPreflight implements Preflight {

    private static final String FORCE = "forceDestroy";

    private final Aws aws;

    UserPreflight(Aws aws) {
        this.aws = aws;
    }

    @Override
    public List<Finding> look(PlannedChange what, PlannedChanges all, Call call) {
        if (!what.deletes()) {
            return List.of();
        }
        var name = what.identity().orElseThrow().value();
        var found = new UserAttachments(aws.iam(call), name, aws.eventually(call)).names(own(what.last()));
        if (found.isEmpty()) {
            return List.of();
        }
        var listed = String.join(", ", found);
        return List.of(
                what.last().bool(FORCE).orElse(false)
                        ? Finding.loss(what, "What belongs to the user is removed with it: %s.".formatted(listed))
                        : Finding.obstacle(
                                        what,
                                        "the user %s is to be deleted, and something outside this stack belongs to it: %s."
                                                .formatted(name, listed),
                                        "Remove it, or set `forceDestroy: true`.")
                                .about(FORCE));
    }

    /** Returns the groups and policies that the stack gave the user, and takes away itself. */
    private static Set<String> own(Value.Map last) {
        return Stream.of(
                        texts(last, "groups").stream(),
                        texts(last, "managedPolicies").stream(),
                        last.map("inlinePolicies").entries().keySet().stream())
                .flatMap(names -> names)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }
}
