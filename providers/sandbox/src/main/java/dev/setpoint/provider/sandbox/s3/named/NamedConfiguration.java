package dev.setpoint.provider.sandbox.s3.named;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.bucket.S3Refusals;
import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.PageMembers;
import dev.setpoint.provider.sandbox.table.Paging;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.world.Buckets;
import dev.setpoint.provider.sandbox.world.Service;
import dev.setpoint.provider.sandbox.world.World;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Configurations of a bucket that have ids, each of which is a document of its own. See
 * behaviour.md#s3-named-configurations.
 *
 * @param kind part of the documents' keys
 * @param name as operations and shapes are called: {@code InventoryConfiguration}
 * @param check refuses a configuration whose XML is not valid
 * @param target refuses a configuration whose reports go to a bucket that S3 does not accept
 * @param otherId answer to a configuration with another id than the request
 */
record NamedConfiguration(
        String kind, String name, Consumer<Value.Map> check, BiConsumer<World, Value.Map> target, Refusal otherId) {

    static final Refusal ID_MISMATCH =
            new Refusal(Service.S3, "IdMismatch", 400, "Document ID does not match the specified configuration ID.");

    private static final Refusal NO_SUCH_CONFIGURATION =
            S3Refusals.notConfigured("NoSuchConfiguration", "The specified configuration does not exist.");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MOST = 1000;
    private static final Paging PAGES = new Paging(
            "maxResults",
            "continuationToken",
            100,
            new Refusal(Service.S3, "InvalidArgument", 400, "The continuation token provided is incorrect"));
    private static final PageMembers PAGE_MEMBERS = new PageMembers("nextContinuationToken", "isTruncated");

    /** Makes a row of a configuration without reports. */
    NamedConfiguration(String kind, String name, Consumer<Value.Map> check, Refusal otherId) {
        this(kind, name, check, (_, _) -> {}, otherId);
    }

    List<Operation> operations() {
        return List.of(
                new Operation("getBucket" + name, this::get),
                new Operation("listBucket" + name + "s", this::list),
                new Operation("putBucket" + name, this::put),
                new Operation("deleteBucket" + name, this::delete));
    }

    /** The member of requests and responses that has one configuration. */
    private String member() {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** Returns the key of a document, of a bucket that is there. */
    private String key(World world, Value.Map request, String id) {
        var bucket = request.string("bucket").orElse("");
        new S3Buckets(world).require(bucket);
        return Buckets.key(bucket, kind + ":" + id);
    }

    private String key(World world, Value.Map request) {
        return key(world, request, request.string("id").orElse(""));
    }

    private List<Value.Map> all(World world, Value.Map request) {
        return List.copyOf(world.documents().under(key(world, request, "")).values());
    }

    private Value.Map get(World world, Value.Map request) {
        var stored = world.documents().get(key(world, request)).orElseThrow(NO_SUCH_CONFIGURATION::exception);
        return Value.Map.EMPTY.with(member(), stored);
    }

    /** Lists a page in the order of the ids. */
    private Value.Map list(World world, Value.Map request) {
        var page = PAGES.page(
                request,
                all(world, request),
                configuration -> configuration.string("id").orElse(""));
        return PAGE_MEMBERS.answer(page).with(member() + "List", Value.of(page.items()));
    }

    private Value.Map put(World world, Value.Map request) {
        var key = key(world, request);
        if (!request.has(member())) {
            throw S3Refusals.malformedXml();
        }
        var configuration = request.map(member());
        check.accept(configuration);
        checkId(request, configuration);
        target.accept(world, configuration);
        checkRoom(world, request);
        world.documents().put(key, configuration);
        return Value.Map.EMPTY;
    }

    private void checkId(Value.Map request, Value.Map configuration) {
        var id = request.string("id").orElse("");
        if (!ID.matcher(id).matches()) {
            throw S3Refusals.invalidArgument("The configuration id is not valid.");
        }
        if (!configuration.string("id").equals(Optional.of(id))) {
            throw otherId.exception();
        }
    }

    private void checkRoom(World world, Value.Map request) {
        var others = all(world, request).stream()
                .filter(other -> !other.string("id").equals(request.string("id")))
                .count();
        if (others >= MOST) {
            throw S3Refusals.refusal(
                    "TooManyConfigurations",
                    400,
                    "You are attempting to create a new configuration but have already reached the 1,000-configuration "
                            + "limit.");
        }
    }

    private Value.Map delete(World world, Value.Map request) {
        var key = key(world, request);
        if (world.documents().get(key).isEmpty()) {
            throw NO_SUCH_CONFIGURATION.exception();
        }
        world.documents().remove(key);
        return Value.Map.EMPTY;
    }
}
