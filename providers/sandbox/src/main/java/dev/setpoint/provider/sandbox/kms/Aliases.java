package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.world.Key;
import dev.setpoint.provider.sandbox.world.Keys;
import dev.setpoint.provider.sandbox.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Aliases. See behaviour.md#kms-alias. */
final class Aliases extends KmsPart {

    private static final Pattern NAME = Pattern.compile("alias/[A-Za-z0-9/_-]{1,250}");
    private static final String AWS_PREFIX = "alias/aws/";
    // AWS lists its own aliases even while they have no key.
    private static final List<String> AWS_ALIASES =
            List.of("alias/aws/ebs", "alias/aws/s3", "alias/aws/secretsmanager");
    private static final int MOST_PER_KEY = 50;

    Aliases(World world) {
        super(world);
    }

    @Override
    public CreateAliasResponse createAlias(CreateAliasRequest request) {
        var name = request.aliasName();
        checkName(name);
        var target = target(request.targetKeyId());
        if (world.documents().get(Keys.aliasKey(world.region(), name)).isPresent()) {
            throw refusal(
                    "AlreadyExistsException", "An alias with the name " + world.arn("kms", name) + " already exists");
        }
        checkRoom(target);
        var now = Value.of(world.now().toString());
        world.documents()
                .put(
                        Keys.aliasKey(world.region(), name),
                        Value.Map.EMPTY
                                .with("name", Value.of(name))
                                .with("targetKeyId", Value.of(target.id()))
                                .with("createdAt", now)
                                .with("updatedAt", now));
        return CreateAliasResponse.builder().build();
    }

    @Override
    public UpdateAliasResponse updateAlias(UpdateAliasRequest request) {
        var name = request.aliasName();
        checkName(name);
        var alias = alias(name);
        var target = target(request.targetKeyId());
        var current = world.keys().resolve(world.region(), name);
        if (current.isPresent()
                && !(same(current.get(), target, "keyUsage")
                        && current.get().symmetricEncryption() == target.symmetricEncryption())) {
            throw invalid("Alias " + world.arn("kms", name) + " cannot be changed to a key of another type or usage.");
        }
        world.documents()
                .put(
                        Keys.aliasKey(world.region(), name),
                        alias.with("targetKeyId", Value.of(target.id()))
                                .with("updatedAt", Value.of(world.now().toString())));
        return UpdateAliasResponse.builder().build();
    }

    @Override
    public DeleteAliasResponse deleteAlias(DeleteAliasRequest request) {
        checkName(request.aliasName());
        alias(request.aliasName());
        world.documents().remove(Keys.aliasKey(world.region(), request.aliasName()));
        return DeleteAliasResponse.builder().build();
    }

    @Override
    public ListAliasesResponse listAliases(ListAliasesRequest request) {
        var wanted = Optional.ofNullable(request.keyId()).map(this::key).map(Key::id);
        var entries = new ArrayList<AliasListEntry>();
        for (var alias : mine()) {
            if (wanted.isEmpty() || alias.string("targetKeyId").equals(wanted)) {
                entries.add(entry(alias));
            }
        }
        if (wanted.isEmpty()) {
            AWS_ALIASES.forEach(name -> entries.add(AliasListEntry.builder()
                    .aliasName(name)
                    .aliasArn(world.arn("kms", name))
                    .build()));
        }
        var managed = world.keys()
                .resolve(world.region(), Keys.MANAGED_BY_S3)
                .filter(key -> wanted.equals(Optional.of(key.id())));
        managed.ifPresent(key -> entries.add(AliasListEntry.builder()
                .aliasName(Keys.MANAGED_BY_S3)
                .aliasArn(world.arn("kms", Keys.MANAGED_BY_S3))
                .targetKeyId(key.id())
                .build()));
        entries.sort(Comparator.comparing(AliasListEntry::aliasName));
        var page = PAGES.page(request, entries, AliasListEntry::aliasName);
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** Returns the aliases of keys that still exist: the deletion of a key removes its aliases. */
    private List<Value.Map> mine() {
        return world.documents().under("kms:" + world.region() + ":alias:").values().stream()
                .filter(alias -> alias.string("targetKeyId")
                        .flatMap(id -> world.documents().get(Keys.key(world.region(), id)))
                        .filter(document -> world.keys().of(document).exists())
                        .isPresent())
                .toList();
    }

    private AliasListEntry entry(Value.Map alias) {
        var name = alias.string("name").orElse("");
        return AliasListEntry.builder()
                .aliasName(name)
                .aliasArn(world.arn("kms", name))
                .targetKeyId(alias.string("targetKeyId").orElse(""))
                .creationDate(alias.string("createdAt").map(Instant::parse).orElse(Instant.EPOCH))
                .lastUpdatedDate(alias.string("updatedAt").map(Instant::parse).orElse(Instant.EPOCH))
                .build();
    }

    private Value.Map alias(String name) {
        return world.known(Keys.aliasKey(world.region(), name))
                .orElseThrow(() -> notFound("Alias " + world.arn("kms", name) + " is not found."));
    }

    private Key target(String reference) {
        if (reference.startsWith("alias/") || reference.contains(":alias/")) {
            throw invalid("Aliases must refer to keys. Not aliases");
        }
        return usable(reference);
    }

    private void checkRoom(Key target) {
        var count = mine().stream()
                .filter(alias -> alias.string("targetKeyId").equals(Optional.of(target.id())))
                .count();
        if (count >= MOST_PER_KEY) {
            throw refusal("LimitExceededException", "A key has at most " + MOST_PER_KEY + " aliases.");
        }
    }

    private static boolean same(Key one, Key other, String member) {
        return one.text(member).equals(other.text(member));
    }

    private static void checkName(String name) {
        if (!name.startsWith("alias/")) {
            throw invalid("Alias must start with the prefix \"alias/\". Please see "
                    + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.startsWith(AWS_PREFIX)) {
            throw refusal("NotAuthorizedException", "The prefix alias/aws/ is reserved for AWS managed keys.");
        }
        if (!NAME.matcher(name).matches()) {
            throw invalid(name + " contains invalid characters for an alias");
        }
    }
}
