package dev.setpoint.cli.option;

import dev.setpoint.cli.terminal.Console;
import dev.setpoint.engine.check.Checker;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.FileKind;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.document.SourceFile;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.operator.AllowedAccess;
import dev.setpoint.engine.operator.AllowedEndpoint;
import dev.setpoint.engine.operator.OperatorPolicy;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the operator that limit what a spec may reach and read, with their variables and the policy file. */
final class OperatorOptions {

    private static final String ENDPOINT = "--allow-endpoint";
    private static final String ENDPOINTS = "SETPOINT_ALLOW_ENDPOINTS";
    private static final String PATH = "--allow-path";
    private static final String PATHS = "SETPOINT_ALLOW_PATHS";
    private static final String POLICY = "--policy";
    private static final String POLICY_VARIABLE = "SETPOINT_POLICY";

    @Option(
            names = ENDPOINT,
            paramLabel = "HOST",
            description =
                    "Let the spec send requests and credentials to this host instead of to AWS, over HTTPS; may be"
                            + " repeated. `HOST:PORT` allows one port, `http://HOST` plain HTTP. Also"
                            + " SETPOINT_ALLOW_ENDPOINTS, separated by commas.")
    private List<String> endpoints = new ArrayList<>();

    @Option(
            names = PATH,
            paramLabel = "DIR",
            description = "Let the spec read this folder or file outside the stack's repository; may be repeated. Also"
                    + " SETPOINT_ALLOW_PATHS, separated by commas.")
    private List<String> paths = new ArrayList<>();

    @Option(
            names = POLICY,
            paramLabel = "FILE",
            description =
                    "Policy file with the accounts, roles, profiles, regions, endpoints, backends, paths and hosts of"
                            + " modules that the spec may use. Also SETPOINT_POLICY.")
    private @Nullable String policy;

    Result<AllowedAccess> allowed(Console console) {
        return policy(console).then(fixed -> {
            var problems = new ArrayList<Diagnostic>();
            var hosts = endpoints(console, problems);
            var folders = paths(console, problems);
            return Result.of(new AllowedAccess(hosts, folders, fixed), problems);
        });
    }

    private List<AllowedEndpoint> endpoints(Console console, List<Diagnostic> problems) {
        var hosts = new ArrayList<AllowedEndpoint>();
        both(endpoints, ENDPOINT, console, ENDPOINTS)
                .forEach(word -> AllowedEndpoint.parse(word.text())
                        .ifPresentOrElse(
                                hosts::add,
                                () -> problems.add(Diagnostic.error(
                                                "SP0987",
                                                "`%s` of `%s` is not a host.".formatted(word.text(), word.from()))
                                        .hint("Write `HOST`, `HOST:PORT` or `http://HOST:PORT`, an IPv6 address in"
                                                + " brackets."))));
        return hosts;
    }

    private List<Path> paths(Console console, List<Diagnostic> problems) {
        var folders = new ArrayList<Path>();
        both(paths, PATH, console, PATHS)
                .forEach(word -> path(console, word.text())
                        .ifPresentOrElse(
                                folders::add,
                                () -> problems.add(Diagnostic.error(
                                                "SP0988",
                                                "There is no folder or file `%s`, which `%s` names."
                                                        .formatted(word.text(), word.from()))
                                        .hint("Name one that is there; a relative path begins at the"
                                                + " current folder."))));
        return folders;
    }

    private static Optional<Path> path(Console console, String text) {
        try {
            return Optional.of(console.path(text).toAbsolutePath()).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** @param from the option or variable that has it */
    private record Word(String text, String from) {}

    private static Stream<Word> both(List<String> options, String option, Console console, String variable) {
        var listed = console.variables().getOrDefault(variable, "").split(",", -1);
        return Stream.concat(
                options.stream().map(text -> new Word(text, option)),
                Arrays.stream(listed)
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text -> new Word(text, variable)));
    }

    private Result<Optional<OperatorPolicy>> policy(Console console) {
        return Optional.ofNullable(policy)
                .or(() -> Optional.ofNullable(console.variables().get(POLICY_VARIABLE))
                        .filter(text -> !text.isBlank()))
                .map(name -> read(console, name).map(Optional::of))
                .orElse(Result.ok(Optional.empty()));
    }

    private static Result<OperatorPolicy> read(Console console, String name) {
        var file = console.path(name).toAbsolutePath();
        return SourceFile.read(file, name)
                .then(source -> new Parser().parse(source, FileKind.POLICY))
                .then(Checker::policy)
                .map(content -> OperatorPolicy.of(name, content, DurableFile.folderOf(file)));
    }

    /** Options that allow the same again. */
    List<String> again() {
        var words = new ArrayList<String>();
        endpoints.forEach(text -> words.addAll(List.of(ENDPOINT, text)));
        paths.forEach(text -> words.addAll(List.of(PATH, text)));
        if (policy != null) {
            words.addAll(List.of(POLICY, policy));
        }
        return words;
    }
}
