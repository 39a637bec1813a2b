package dev.setpoint.provider.sandbox.s3.configuration;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.StoredConfiguration;
import dev.setpoint.provider.sandbox.table.Submission;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** Public access block of the account, one for all regions. See behaviour.md#s3-account-public-access-block. */
public final class AccountPublicAccess {

    private static final String DOCUMENT = "s3:account:publicAccessBlock";
    private static final String CONTENT = "publicAccessBlockConfiguration";

    private static final Refusal DENIED = new Refusal(Service.S3_CONTROL, "AccessDenied", 403, "Access Denied");
    private static final Refusal EMPTY =
            new Refusal(Service.S3_CONTROL, "InvalidRequest", 400, "Must specify at least one configuration.");
    private static final Refusal NOT_FOUND = new Refusal(
            Service.S3_CONTROL,
            "NoSuchPublicAccessBlockConfiguration",
            404,
            "The public access block configuration was not found");

    private AccountPublicAccess() {}

    public static List<Operation> operations() {
        return StoredConfiguration.of(
                        "PublicAccessBlock", CONTENT, AccountPublicAccess::key, AccountPublicAccess::accepted)
                .shownAs(CONTENT)
                .refusedWhenMissing(NOT_FOUND)
                .deletedBy("deletePublicAccessBlock")
                .operations();
    }

    /** Returns true when the switch is on for all buckets. */
    static boolean blocks(World world, String name) {
        return world.known(DOCUMENT).flatMap(block -> block.bool(name)).orElse(false);
    }

    private static String key(World world, Value.Map request) {
        if (!request.string("accountId").equals(Optional.of(world.account().id()))) {
            throw DENIED.exception();
        }
        return DOCUMENT;
    }

    private static Optional<Value.Map> accepted(Submission submission) {
        var block = submission.required(EMPTY);
        if (block.entries().isEmpty()) {
            throw EMPTY.exception();
        }
        return Optional.of(PublicAccess.all(false).plus(block));
    }
}
