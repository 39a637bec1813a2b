package dev.setpoint.provider.aws.client;

import dev.setpoint.provider.aws.wait.Pace;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Clients whose requests to S3 name the account that the bucket must belong to. See behaviour.md#s3-expected-owner.
 *
 * <p>They are proxies, and so load every request of S3: only specs that ask for it pay for that.
 *
 * @param owner account id
 */
record OwnedBuckets(Clients clients, String owner, Map<String, S3Client> made) implements Clients {

    private static final String MEMBER = "ExpectedBucketOwner";

    static Clients of(Clients clients, Optional<String> owner) {
        return owner.<Clients>map(account -> new OwnedBuckets(clients, account, new ConcurrentHashMap<>()))
                .orElse(clients);
    }

    @Override
    public String region() {
        return clients.region();
    }

    @Override
    public Pace pace() {
        return clients.pace();
    }

    @Override
    public Optional<URI> endpoint(ServiceName service) {
        return clients.endpoint(service);
    }

    @Override
    public <C extends SdkClient> C client(Class<C> type, String region) {
        return type.equals(S3Client.class)
                ? type.cast(made.computeIfAbsent(region, name -> naming(clients.client(S3Client.class, name))))
                : clients.client(type, region);
    }

    @Override
    public <C extends SdkClient> Optional<C> withoutTls(Class<C> type, String region) {
        return clients.withoutTls(type, region)
                .map(client -> client instanceof S3Client s3 ? type.cast(naming(s3)) : client);
    }

    private S3Client naming(S3Client target) {
        InvocationHandler handler = (proxy, method, given) -> {
            var arguments = given == null ? new Object[0] : given.clone();
            if (arguments.length > 0 && arguments[0] instanceof S3Request request) {
                arguments[0] = named(request);
            } else if (method.isDefault() && arguments.length > 0) {
                // Overloads that take a builder end in requests to the proxy.
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        };
        return (S3Client)
                Proxy.newProxyInstance(S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, handler);
    }

    /** Requests that are about no bucket, or about one that is yet to be made, have no such member. */
    private S3Request named(S3Request request) {
        return field(request)
                .<S3Request>map(field -> {
                    var builder = request.toBuilder();
                    field.set(builder, owner);
                    return builder.build();
                })
                .orElse(request);
    }

    private static Optional<SdkField<?>> field(SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals(MEMBER))
                .findFirst();
    }

    @Override
    public void close() {
        clients.close();
    }
}
