package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.provider.sandbox.Sandbox;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.sts.StsClient;

/** A cloud that facts are tried on. */
interface Endpoint {

    /** Returns the client of a service in a region. */
    <C extends SdkClient> C client(Class<C> type, String region);

    /** Returns the id of the account. */
    String account();

    static Endpoint of(Sandbox sandbox) {
        return new Endpoint() {
            @Override
            public <C extends SdkClient> C client(Class<C> type, String region) {
                return sandbox.client(type, region);
            }

            @Override
            public String account() {
                return client(StsClient.class, "us-east-1").getCallerIdentity().account();
            }
        };
    }
}
