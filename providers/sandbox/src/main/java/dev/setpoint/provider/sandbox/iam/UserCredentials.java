package dev.setpoint.provider.sandbox.iam;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Ids;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;

/** Access keys and passwords of users, which open nothing. */
final class UserCredentials extends IamPart {

    private static final int MOST_KEYS = 2;

    /** Time for which a new password can be neither changed nor deleted. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    UserCredentials(World world) {
        super(world);
    }

    @Override
    public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request) {
        var user = user(request.userName());
        var keys = user.map("accessKeys");
        if (keys.entries().size() >= MOST_KEYS) {
            throw limit("Cannot exceed quota for AccessKeysPerUser: " + MOST_KEYS);
        }
        var id = Ids.iam("AKIA");
        saveUser(user.with("accessKeys", keys.with(id, Value.of(world.now().toString()))));
        return CreateAccessKeyResponse.builder()
                .accessKey(k -> k.userName(request.userName())
                        .accessKeyId(id)
                        .secretAccessKey(Ids.hex32())
                        .status("Active"))
                .build();
    }

    @Override
    public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request) {
        var keys = user(request.userName()).map("accessKeys");
        var page = PAGES.page(request, keys.entries().keySet().stream().sorted().toList(), id -> id);
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.items().stream()
                        .map(id -> AccessKeyMetadata.builder()
                                .userName(request.userName())
                                .accessKeyId(id)
                                .status("Active")
                                .createDate(keys.string(id).map(Instant::parse).orElse(Instant.EPOCH))
                                .build())
                        .toList())
                .isTruncated(page.truncated())
                .marker(page.nextMarker())
                .build();
    }

    @Override
    public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request) {
        var user = user(request.userName());
        var keys = user.map("accessKeys");
        if (!keys.has(request.accessKeyId())) {
            throw noSuchEntity("The Access Key with id " + request.accessKeyId() + " cannot be found.");
        }
        saveUser(user.with("accessKeys", keys.without(request.accessKeyId())));
        return DeleteAccessKeyResponse.builder().build();
    }

    @Override
    public CreateLoginProfileResponse createLoginProfile(CreateLoginProfileRequest request) {
        var user = user(request.userName());
        if (user.has("passwordSince")) {
            throw refusal(
                    "EntityAlreadyExists", 409, "Login Profile for user " + request.userName() + " already exists.");
        }
        saveUser(user.with("passwordSince", Value.of(world.now().toString())));
        return CreateLoginProfileResponse.builder()
                .loginProfile(p -> p.userName(request.userName()).createDate(world.now()))
                .build();
    }

    @Override
    public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest request) {
        var since = user(request.userName())
                .string("passwordSince")
                .orElseThrow(() -> noSuchEntity("Login Profile for User " + request.userName() + " cannot be found."));
        return GetLoginProfileResponse.builder()
                .loginProfile(p -> p.userName(request.userName()).createDate(Instant.parse(since)))
                .build();
    }

    @Override
    public DeleteLoginProfileResponse deleteLoginProfile(DeleteLoginProfileRequest request) {
        var user = user(request.userName());
        var since = user.string("passwordSince")
                .map(Instant::parse)
                .orElseThrow(() -> noSuchEntity("Login Profile for User " + request.userName() + " cannot be found."));
        if (world.now().isBefore(since.plus(SETTLING))) {
            throw refusal(
                    "EntityTemporarilyUnmodifiable",
                    409,
                    "Login Profile for User " + request.userName()
                            + " cannot be modified while login profile is being created.");
        }
        saveUser(user.without("passwordSince"));
        return DeleteLoginProfileResponse.builder().build();
    }
}
