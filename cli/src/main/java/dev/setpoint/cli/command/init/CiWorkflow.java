package dev.setpoint.cli.command.init;

import dev.setpoint.cli.reference.ShippedFile;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Workflow of GitHub Actions for one stack: the example, with the stack's name and folder in it. */
final class CiWorkflow {

    /** Characters of a path that neither YAML nor a pattern or an expression of GitHub reads as anything else. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} ._/@-]*");

    private CiWorkflow() {}

    /** Path of the workflow in the repository. Each stack has its own. */
    static Path path(String stack) {
        return Path.of(".github", "workflows", "setpoint-" + stack + ".yml");
    }

    /** @param folder of the stack, relative to the repository; empty for the repository's root */
    static Result<String> text(String stack, Path folder) {
        var path = StreamSupport.stream(folder.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
        if (!PLAIN.matcher(path).matches()) {
            return Result.failed(Diagnostic.error(
                            "SP0925",
                            "The folder `%s` has characters in its name that a workflow cannot contain."
                                    .formatted(path))
                    .hint("Use a folder whose path has letters, digits, blanks and `._@-` only."));
        }
        var files = path.isEmpty() ? "**" : path + "/**";
        var workflow = path(stack).getFileName();
        return Result.ok(replaced(
                ShippedFile.read("ci/github-actions.yml"),
                "name: setpoint\n",
                "name: setpoint-%s\n".formatted(stack),
                "paths: [stack/**, .github/workflows/setpoint.yml]",
                "paths: [\"%s\", \".github/workflows/%s\"]".formatted(files, workflow),
                "paths: [stack/**]",
                "paths: [\"%s\"]".formatted(files),
                "STACK: stack\n",
                "STACK: \"%s\"\n".formatted(path.isEmpty() ? "." : path),
                "/stack/state.json",
                "/%s/state.json".formatted(stack)));
    }

    /** @param pairs each text of the example, followed by what takes its place */
    private static String replaced(String text, String... pairs) {
        for (var i = 0; i < pairs.length; i += 2) {
            if (!text.contains(pairs[i])) {
                throw new IllegalStateException("The workflow among the examples lacks: " + pairs[i]);
            }
            text = text.replace(pairs[i], pairs[i + 1]);
        }
        return text;
    }
}
