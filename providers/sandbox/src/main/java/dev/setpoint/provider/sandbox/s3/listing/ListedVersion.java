package dev.setpoint.provider.sandbox.s3.listing;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.bucket.S3Buckets;
import dev.setpoint.provider.sandbox.s3.content.Checksum;
import dev.setpoint.provider.sandbox.s3.object.ObjectDescription;
import dev.setpoint.provider.sandbox.s3.object.ObjectVersions;
import dev.setpoint.provider.sandbox.world.Account;
import dev.setpoint.provider.sandbox.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A version of an object in a list. */
record ListedVersion(String key, Value.Map version, boolean latest) {

    static final Value OWNER = Value.Map.EMPTY.with("id", Value.of(Account.CANONICAL_ID));

    /** Returns every version of the keys with a prefix: by key, newest first. */
    static List<ListedVersion> all(World world, String bucket, String prefix) {
        var all = new ArrayList<ListedVersion>();
        world.documents().under(S3Buckets.objects(bucket) + prefix).values().stream()
                .sorted(Comparator.comparing(document -> document.string("key").orElse(""), ListPage.ORDER))
                .forEach(document -> {
                    var versions = ObjectVersions.of(Optional.of(document)).all();
                    for (var i = 0; i < versions.size(); i++) {
                        all.add(new ListedVersion(document.string("key").orElse(""), versions.get(i), i == 0));
                    }
                });
        return all;
    }

    String id() {
        return ObjectVersions.id(version);
    }

    boolean marker() {
        return ObjectVersions.marker(version);
    }

    /** Returns the members that lists of objects and of versions share. */
    Value.Map object() {
        var members = new LinkedHashMap<String, Value>();
        members.put("key", Value.of(key));
        version.get("etag").ifPresent(etag -> members.put("eTag", etag));
        version.get("size").ifPresent(size -> members.put("size", size));
        members.put("storageClass", Value.of(ObjectDescription.storageClass(version)));
        version.get("modifiedAt").ifPresent(time -> members.put("lastModified", time));
        var checksums = Arrays.stream(Checksum.values())
                .filter(checksum -> version.has(checksum.member()))
                .map(checksum -> Value.of(checksum.name()))
                .toList();
        if (!checksums.isEmpty()) {
            members.put("checksumAlgorithm", Value.of(checksums));
            members.put("checksumType", version.get("checksumType").orElse(Value.of("FULL_OBJECT")));
        }
        return new Value.Map(members);
    }

    /** Returns the members of a list of versions, of which a delete marker has fewer. */
    Value.Map listed() {
        return object().with("versionId", Value.of(id()))
                .with("isLatest", Value.of(latest))
                .with("owner", OWNER);
    }
}
