package dev.setpoint.provider.sandbox.s3.object;

import dev.setpoint.engine.value.Value;
import dev.setpoint.provider.sandbox.s3.content.VersionIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Versions of one object and delete markers, newest first. A version written without versioning has the id {@code
 * null}; there is never more than one. Immutable.
 */
public record ObjectVersions(List<Value.Map> all) {

    public static ObjectVersions of(Optional<Value.Map> document) {
        var versions = new ArrayList<Value.Map>();
        document.ifPresent(found -> found.list("versions").forEach(item -> {
            if (item instanceof Value.Map version) {
                versions.add(version);
            }
        }));
        return new ObjectVersions(List.copyOf(versions));
    }

    Value.Map document(String key) {
        return Value.Map.EMPTY.with("key", Value.of(key)).with("versions", Value.of(all));
    }

    public Optional<Value.Map> newest() {
        return all.stream().findFirst();
    }

    Optional<Value.Map> version(String id) {
        return all.stream().filter(version -> id(version).equals(id)).findFirst();
    }

    ObjectVersions plus(Value.Map version) {
        var versions = new ArrayList<>(without(VersionIds.NULL.equals(id(version)) ? VersionIds.NULL : "").all);
        versions.addFirst(version);
        return new ObjectVersions(versions);
    }

    /** Returns the versions with this one in place of the version with its id. */
    ObjectVersions with(Value.Map version) {
        return new ObjectVersions(all.stream()
                .map(each -> id(each).equals(id(version)) ? version : each)
                .toList());
    }

    ObjectVersions without(String id) {
        return new ObjectVersions(
                all.stream().filter(version -> !id(version).equals(id)).toList());
    }

    public static String id(Value.Map version) {
        return version.string("versionId").orElse(VersionIds.NULL);
    }

    public static boolean marker(Value.Map version) {
        return version.bool("deleteMarker").orElse(false);
    }
}
