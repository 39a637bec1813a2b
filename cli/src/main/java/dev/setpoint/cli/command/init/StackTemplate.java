package dev.setpoint.cli.command.init;

import dev.setpoint.cli.reference.ShippedFile;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Example of the distribution that a new stack can begin with.
 *
 * @param name of its folder below `examples`
 * @param description one line for a list
 */
record StackTemplate(String name, String description) {

    /** All templates; the first is the default. */
    static final List<StackTemplate> ALL = List.of(
            new StackTemplate(
                    "encrypted-bucket", "A bucket under a rotating KMS key, private and versioned. The default."),
            new StackTemplate("hello", "Two values, an input and outputs, without a cloud."),
            new StackTemplate(
                    "s3-encryption", "A production set-up: keys, bucket, logs, role, trail, replication to a region."),
            new StackTemplate(
                    "s3-encryption-full", "The same with alarms, dashboard, AWS Config, Access Analyzer and Macie."),
            new StackTemplate("s3-bucket-complete", "Every setting of a bucket, to choose from."));

    private static final Pattern NAME = Pattern.compile("(?m)^stack: .*$");

    /** The source of a module, as a stack of the examples names it. */
    private static final Pattern MODULE = Pattern.compile("source: \\.\\./modules/([a-z0-9-]+)");

    /** The source of a module, as another module names it. */
    private static final Pattern BESIDE = Pattern.compile("source: \\.\\./([a-z0-9-]+)$", Pattern.MULTILINE);

    /** The line for editors. It names the schema by a path in Setpoint's own repository. */
    private static final Pattern EDITOR = Pattern.compile("\\A# yaml-language-server: .*\\n");

    static List<String> names() {
        return ALL.stream().map(StackTemplate::name).toList();
    }

    static Optional<StackTemplate> named(String name) {
        return ALL.stream().filter(template -> template.name().equals(name)).findFirst();
    }

    /** The stack file with another name of the stack, and otherwise as it is written in the example. */
    String spec(String stack) {
        var text = EDITOR.matcher(ShippedFile.read(name + "/setpoint.yaml")).replaceFirst("");
        return MODULE.matcher(NAME.matcher(text).replaceFirst("stack: " + stack))
                .replaceAll("source: ./modules/$1");
    }

    /** The modules that the stack uses, with those that they use: by their paths from the stack, the texts of their files. */
    Map<Path, String> modules() {
        var modules = new LinkedHashMap<Path, String>();
        var open = new ArrayDeque<>(used(MODULE, ShippedFile.read(name + "/setpoint.yaml")));
        while (!open.isEmpty()) {
            var module = open.removeFirst();
            var path = Path.of("modules", module, "setpoint.yaml");
            if (!modules.containsKey(path)) {
                var text = EDITOR.matcher(ShippedFile.read("modules/" + module + "/setpoint.yaml"))
                        .replaceFirst("");
                modules.put(path, text);
                open.addAll(used(BESIDE, text));
            }
        }
        return modules;
    }

    private static List<String> used(Pattern source, String text) {
        return source.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
