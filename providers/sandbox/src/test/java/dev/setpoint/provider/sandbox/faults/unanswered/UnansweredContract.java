package dev.setpoint.provider.sandbox.faults.unanswered;

import dev.setpoint.provider.sandbox.Sandbox;
import dev.setpoint.provider.sandbox.contract.NamedSpec;
import dev.setpoint.provider.sandbox.faults.Trial;
import dev.setpoint.provider.sandbox.testing.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * Contract of one resource type for calls that get no answer. All that its subject needs exists, and each try has its
 * own copy of that world.
 *
 * @param stack as it stands in the contract
 * @param updates name → properties that take the place of the subject's
 * @param world with everything but the subject
 */
record UnansweredContract(Map<String, Object> stack, Map<String, Map<String, Object>> updates, Path world) {

    static final String SUBJECT = "subject";

    private static final Pattern READING = Pattern.compile("[^:]+:(Get|List|Describe|Head|Simulate).*");

    /**
     * A changing call.
     *
     * @param nth of its action
     */
    record Request(String action, int nth) {

        /** Returns the setting under which the call is carried out and its answer is lost. */
        String lost(String code) {
            return action + "@" + nth + "~" + code;
        }

        /** Returns the setting under which the call fails with nothing done. */
        String failed(String code) {
            return action + "@" + nth + "=" + code;
        }
    }

    static UnansweredContract of(String type, Path folder) {
        var made = new UnansweredContract(
                yaml(type + ".yaml"), nested(yaml(type + ".updates.yaml")), folder.resolve("world"));
        made.begin(made.without());
        return made;
    }

    /** A world with what a named subject needs. */
    static UnansweredContract of(NamedSpec spec, Path folder) {
        var made = new UnansweredContract(Map.of(), Map.of(), folder.resolve("world"));
        made.begin(spec.without());
        return made;
    }

    private void begin(String others) {
        var trial = Trial.of(world, others);
        require(Trial.problems(trial.apply()));
        age(trial.cloud());
    }

    /** Advances the clock by an hour, so that every write is visible. */
    static void age(Path cloud) {
        var sandbox = Sandbox.open(cloud);
        sandbox.clock().advance(Duration.ofHours(1));
        var iam = sandbox.client(IamClient.class, "us-east-1");
        iam.createUser(r -> r.userName("passing"));
        iam.deleteUser(r -> r.userName("passing"));
    }

    private static void require(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
    }

    /** Returns the spec with its subject. */
    String whole() {
        return text(stack);
    }

    /** Returns the spec without its subject. */
    String without() {
        var rest = new LinkedHashMap<>(stack);
        rest.put("resources", resources());
        member(rest, "resources").remove(SUBJECT);
        return text(rest);
    }

    /** Returns the spec with other properties of the subject. */
    String updated(String name) {
        var resources = resources();
        var subject = new LinkedHashMap<>(member(resources, SUBJECT));
        var properties = new LinkedHashMap<>(member(subject, "properties"));
        properties.putAll(Optional.ofNullable(updates.get(name)).orElseThrow());
        subject.put("properties", properties);
        resources.put(SUBJECT, subject);
        var changed = new LinkedHashMap<>(stack);
        changed.put("resources", resources);
        return text(changed);
    }

    /** Returns the spec of another owner who creates the subject with other properties and another address. */
    String strange(String update) {
        return updated(update).replace("\n  " + SUBJECT + ":\n", "\n  stranger:\n");
    }

    private Map<String, Object> resources() {
        return new LinkedHashMap<>(member(stack, "resources"));
    }

    /** Runs the spec in a copy of the world, and returns its changing calls and the content of the cloud. */
    record Course(List<Request> requests, Inventory inventory) {}

    Course course(Path from, String text) {
        var trial = Trial.of(copy(from), text).parallelism(1);
        var log = trial.folder().resolve("calls");
        require(Trial.problems(trial.with(Map.of("LOG", log.toString())).apply()));
        return new Course(requests(log), Inventory.of(trial.cloud()));
    }

    private static List<Request> requests(Path log) {
        var requests = new ArrayList<Request>();
        var counts = new HashMap<String, Integer>();
        try {
            for (var line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
                var action = line.split("\t", -1)[3];
                if (!READING.matcher(action).matches()) {
                    requests.add(new Request(action, counts.merge(action, 1, Integer::sum)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return requests;
    }

    /** Copies state and cloud to another folder. */
    Path copy(Path from) {
        try {
            var to = Files.createTempDirectory(world.getParent(), "try").resolve("it");
            try (var files = Files.walk(from)) {
                for (var file : files.toList()) {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Map<String, Object> content) {
        return new Yaml().dump(content).replace("suffix: {type: string}", "suffix: {type: string, default: '1'}");
    }

    private static Map<String, Object> yaml(String file) {
        try (var in = UnansweredContract.class.getResourceAsStream("/contract/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no contract " + file + ".");
            }
            return map(new Yaml().load(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, Object>> nested(Map<String, Object> file) {
        var nested = new LinkedHashMap<String, Map<String, Object>>();
        file.forEach((name, properties) -> nested.put(name, map(properties)));
        return nested;
    }

    private static Map<String, Object> member(Map<String, Object> map, String name) {
        return map(Optional.ofNullable(map.get(name)).orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
