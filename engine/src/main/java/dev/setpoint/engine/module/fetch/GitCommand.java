package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.module.TreeRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Runs {@code git} for one bare repository that is thrown away afterwards. Git only transports objects: it checks
 * nothing out, so that no hook, filter, attribute or submodule of the fetched repository takes effect. It runs no
 * transport but the one of the source, asks for nothing, and reads no configuration but the user's own, which has the
 * credentials.
 */
final class GitCommand {

    /** Variables of git that a user sets to reach a server. All others are removed: some name programs or repositories. */
    private static final Pattern KEPT = Pattern.compile(
            "GIT_(?:SSL_.*|SSH|SSH_COMMAND|SSH_VARIANT|CONFIG_GLOBAL|CONFIG_COUNT|CONFIG_KEY_.*|CONFIG_VALUE_.*|EXEC_PATH)");

    private static final List<String> SETTINGS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.askPass=",
            "credential.interactive=false",
            "protocol.allow=never",
            "fetch.recurseSubmodules=false",
            "submodule.recurse=false",
            "transfer.bundleURI=false",
            "gc.auto=0",
            "maintenance.auto=false",
            "http.lowSpeedLimit=1000",
            "http.lowSpeedTime=60");

    /** Time between two looks at the size of what git has written, in milliseconds. */
    private static final long LOOK = 100;

    /** Bytes of an error message of git that are read. */
    private static final int MESSAGE = 4_000;

    private static final int SHOWN = 300;

    private final Path folder;
    private final String protocol;
    private final boolean redirects;
    private final FetchSettings settings;
    private final Path out;
    private final Path err;

    /**
     * @param folder where git may write, and where it runs
     * @param protocol the only transport: {@code https}, {@code ssh} or {@code file}
     * @param redirects false when a server may not send git to another one
     */
    GitCommand(Path folder, String protocol, boolean redirects, FetchSettings settings) {
        this.folder = folder;
        this.protocol = protocol;
        this.redirects = redirects;
        this.settings = settings;
        this.out = folder.resolve("out");
        this.err = folder.resolve("err");
    }

    /**
     * Runs a command to its end.
     *
     * @return its output
     * @throws FetchException when it fails, with the last line that it wrote
     */
    InputStream run(String... arguments) throws IOException {
        var process = start(List.of(arguments), Redirect.to(out.toFile()));
        process.getOutputStream().close();
        try {
            await(process);
        } finally {
            kill(process);
        }
        if (process.exitValue() != 0) {
            throw FetchException.failed(
                    "git cannot fetch it: " + message() + ".",
                    "Check the address and your access: `git ls-remote URL` uses the same credentials.");
        }
        return Files.newInputStream(out);
    }

    /** Starts a command that answers requests on its standard input. The caller ends it. */
    Process serve(String... arguments) throws IOException {
        return start(List.of(arguments), Redirect.PIPE);
    }

    private Process start(List<String> arguments, Redirect output) throws IOException {
        var words = new ArrayList<String>();
        words.add("git");
        SETTINGS.forEach(setting -> words.addAll(List.of("-c", setting)));
        words.addAll(List.of("-c", "protocol." + protocol + ".allow=always"));
        words.addAll(List.of("-c", "http.followRedirects=" + (redirects ? "initial" : "false")));
        words.addAll(arguments);
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        protect(builder.environment());
        try {
            return builder.redirectError(Redirect.to(err.toFile()))
                    .redirectOutput(output)
                    .start();
        } catch (IOException e) {
            throw FetchException.failed("git cannot be started.", "Install git, and put it on the PATH.");
        }
    }

    private void protect(Map<String, String> environment) {
        environment.clear();
        environment.putAll(settings.variables());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("GIT_") && !KEPT.matcher(name).matches());
        environment.put("GIT_ALLOW_PROTOCOL", protocol);
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_ATTR_NOSYSTEM", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "");
        environment.put("SSH_ASKPASS", "");
        environment.put("SSH_ASKPASS_REQUIRE", "never");
        environment.put("GCM_INTERACTIVE", "never");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        environment.put("GIT_LFS_SKIP_SMUDGE", "1");
        environment.put("GIT_DIR", folder.resolve("repository").toString());
        environment.put("LC_ALL", "C");
        environment.put("GIT_SSH_COMMAND", ssh() + " -oBatchMode=yes");
    }

    /** The ssh that the user has chosen. It must not ask for a password, or whether to trust a host. */
    private String ssh() {
        return Optional.ofNullable(settings.variables().get("GIT_SSH_COMMAND"))
                .or(() -> Optional.ofNullable(settings.variables().get("GIT_SSH"))
                        .map(program -> "'" + program.replace("'", "'\\''") + "'"))
                .orElse("ssh");
    }

    private void await(Process process) throws IOException {
        var end = System.nanoTime() + settings.patience().toNanos();
        try {
            while (!process.waitFor(LOOK, TimeUnit.MILLISECONDS)) {
                requireSize();
                if (System.nanoTime() - end > 0) {
                    throw FetchException.failed(
                            "git has not fetched it in " + settings.patience().toSeconds() + " seconds.",
                            "Run the command again.");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw FetchException.failed("Fetching it was interrupted.", "Run the command again.");
        }
        requireSize();
    }

    /** Bounds what a server can make git write. Objects are compressed, so that the bound is above that of the files. */
    private void requireSize() throws IOException {
        try (var files = Files.walk(folder)) {
            if (files.mapToLong(GitCommand::size).sum() > settings.limits().bytes()) {
                throw new TreeRefusedException(
                        "it is larger than " + settings.limits().size());
            }
        } catch (UncheckedIOException | NoSuchFileException e) {
            // Git removes files while it runs. The next look sees what is left.
            return;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String message() throws IOException {
        try (var stream = Files.newInputStream(err)) {
            var text = new String(stream.readNBytes(MESSAGE), StandardCharsets.UTF_8).strip();
            var lines = text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            var line = lines.stream()
                    .filter(one -> one.startsWith("fatal: ") || one.startsWith("error: "))
                    .findFirst()
                    .orElse(lines.isEmpty() ? "it says nothing" : lines.getLast());
            var shown = Printable.line(line.replaceFirst("^(fatal|error): ", ""));
            return shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown;
        }
    }
}
