package dev.setpoint.provider.sandbox.sts;

import dev.setpoint.provider.sandbox.call.Part;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Identity of the caller: always the account's one user. */
public final class CallerIdentity implements StsClient {

    public static final Part<StsClient> PART = new Part<>(CallerIdentity.class, CallerIdentity::new);

    private final World world;

    private CallerIdentity(World world) {
        this.world = world;
    }

    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
        return GetCallerIdentityResponse.builder()
                .account(world.account().id())
                .arn(world.callerArn())
                .userId(Account.USER_ID)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
