package dev.setpoint.provider.sandbox.testing;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Content of a sandbox's cloud, without times and generated ids, so that two clouds with the same resources compare as
 * equal. A key is called by the resource that made it, and has a number when that has made several. Read from the
 * sandbox's own file, so that nothing under test takes part.
 *
 * @param documents by name
 */
public record Inventory(SortedMap<String, String> documents) {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|(?<=\"creationTime\":)\\d+");
    /** Generated ids of subscriptions, tokens, grants, endpoints and rules. */
    private static final Pattern MADE_UP = Pattern.compile("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"
            + "|\\b[0-9a-f]{64}\\b|\\bvpce-[0-9a-f]{17}\\b|\\bconfig-rule-[0-9a-f]{6}\\b");

    private static final Pattern IAM_ID = Pattern.compile("\\bA[A-Z]{3}[A-Z2-7]{17}\\b");
    private static final Pattern KEY = Pattern.compile("kms:[^:]+:key:.*");
    /** Objects in buckets are not what a stack makes. */
    private static final Pattern LEFT_OUT = Pattern.compile("s3:(object|upload):.*");

    private static final Pattern PENDING = Pattern.compile("\"state\":\"Pending(Replica)?Deletion\"");
    private static final int CONTEXT = 60;

    private static final String OWNER = "setpoint:resource";

    /** Reads the inventory of the cloud in a folder. */
    public static Inventory of(Path cloud) {
        var documents = read(cloud.resolve("cloud.jsonl"));
        var names = keyNames(documents);
        var all = new TreeMap<String, String>();
        documents.forEach((name, document) -> {
            var plain = document.without("nextVersion").without("readyAt");
            // A role that has lost all its policies is one that never had any.
            plain = plain.list("attached").isEmpty() ? plain.without("attached") : plain;
            var text = Json.canonical(inForce(plain));
            var called = name;
            for (var key : names.entrySet()) {
                text = text.replace(key.getKey(), key.getValue());
                called = called.replace(key.getKey(), key.getValue());
            }
            all.put(unused(all.keySet(), MADE_UP.matcher(called).replaceAll("<id>")), anonymous(text));
        });
        return new Inventory(all);
    }

    /** Counts each document of several that differ only in a generated id. */
    private static String unused(Set<String> names, String name) {
        var free = name;
        for (var number = 2; names.contains(free); number++) {
            free = name + " #" + number;
        }
        return free;
    }

    private static SortedMap<String, Value.Map> read(Path file) {
        var documents = new TreeMap<String, Value.Map>();
        try {
            for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                if (Json.read(line) instanceof Value.Map change) {
                    change.map("documents").entries().forEach((name, value) -> {
                        if (value instanceof Value.Map document) {
                            documents.put(name, document);
                        } else {
                            documents.remove(name);
                        }
                    });
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        documents.keySet().removeIf(name -> LEFT_OUT.matcher(name).matches());
        return documents;
    }

    /** Names for the ids of keys. A replica shares its primary's. */
    private static Map<String, String> keyNames(SortedMap<String, Value.Map> documents) {
        var made = new ArrayList<Value.Map>();
        documents.forEach((name, document) -> {
            if (KEY.matcher(name).matches() && !document.has("primaryRegion")) {
                made.add(document);
            }
        });
        // Living ones first, so that their numbers do not depend on how many there were before.
        made.sort(Comparator.comparing((Value.Map key) -> key.has("deletionAsked") || key.has("deletionDate"))
                .thenComparing(key -> key.string("createdAt").orElse("")));
        var count = new HashMap<String, Integer>();
        var names = new HashMap<String, String>();
        for (var key : made) {
            var tag = key.map("tags").string(OWNER).orElse("nobody's");
            var name = "<" + tag.substring(tag.lastIndexOf('/') + 1) + ">";
            var number = count.merge(name, 1, Integer::sum);
            names.put(key.string("keyId").orElseThrow(), number == 1 ? name : name + number);
        }
        return names;
    }

    /**
     * Removes members that differ between equal resources: other policy versions, and the time at which a replica is
     * ready.
     */
    private static Value.Map inForce(Value.Map document) {
        var version = document.string("defaultVersion");
        var policy = version.map(name -> document.without("versions")
                        .without("defaultVersion")
                        .with("document", document.map("versions").get(name).orElse(Value.Null.VALUE)))
                .orElse(document);
        return policy.string("state").filter("Creating"::equals).isPresent()
                ? policy.with("state", Value.of("Enabled"))
                : policy;
    }

    private static String anonymous(String text) {
        var noTimes = TIME.matcher(text).replaceAll("<time>");
        var noIds = MADE_UP.matcher(IAM_ID.matcher(noTimes).replaceAll("<id>")).replaceAll("<id>");
        return noIds.replaceAll("\"" + OWNER + "\":\"[^\"]*\"", "\"" + OWNER + "\":\"<stack>\"");
    }

    /** Returns the inventory without matching documents and without keys that are to be deleted. */
    public Inventory without(Pattern names) {
        var rest = new TreeMap<>(documents);
        rest.entrySet()
                .removeIf(entry -> names.matcher(entry.getKey()).find()
                        || PENDING.matcher(entry.getValue()).find());
        return new Inventory(rest);
    }

    /** Lists the differences from another inventory, a line each. */
    public List<String> differences(Inventory other) {
        var differences = new ArrayList<String>();
        documents.forEach((name, text) -> {
            var there = other.documents.get(name);
            if (there == null) {
                differences.add("too much: " + name);
            } else if (!there.equals(text)) {
                differences.add("wrong: " + name + ": " + from(text, there) + " should be " + from(there, text));
            }
        });
        other.documents.keySet().stream()
                .filter(name -> !documents.containsKey(name))
                .forEach(name -> differences.add("missing: " + name));
        return differences;
    }

    /** Returns the text around the first difference. */
    private static String from(String text, String other) {
        var place = 0;
        while (place < Math.min(text.length(), other.length()) && text.charAt(place) == other.charAt(place)) {
            place++;
        }
        return "…" + text.substring(Math.max(0, place - CONTEXT), Math.min(text.length(), place + CONTEXT)) + "…";
    }

    /** Returns every key that is not yet deleted, including those pending deletion. */
    public long keys() {
        return documents.keySet().stream()
                .filter(name -> KEY.matcher(name).matches())
                .count();
    }
}
