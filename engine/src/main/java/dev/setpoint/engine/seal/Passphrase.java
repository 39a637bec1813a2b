package dev.setpoint.engine.seal;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.DurableFile;
import dev.setpoint.engine.file.RefusedFileException;
import dev.setpoint.engine.file.SpecFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;

/** The source of a passphrase, which is read on first use. */
sealed interface Passphrase {

    /** Minimum length, in characters. An attacker can guess a passphrase offline, at any speed. */
    int MIN_CHARACTERS = 16;

    /** Maximum length, in bytes. */
    int MAX_BYTES = 64_000;

    /** Returns the name for the middle of a sentence. */
    String name();

    /** Reads the passphrase. Fails when there is none or it is too short. */
    Result<char[]> read(Optional<Span> place);

    /** Returns a warning when others can read the passphrase, such as through file permissions. */
    default Optional<Diagnostic> weakness(Optional<Span> place) {
        return Optional.empty();
    }

    /** @param variable variable of the process environment */
    record FromVariable(String variable, Map<String, String> environment) implements Passphrase {
        @Override
        public String name() {
            return "the passphrase in `" + variable + "`";
        }

        @Override
        public Result<char[]> read(Optional<Span> place) {
            return Optional.ofNullable(environment.get(variable))
                    .filter(text -> !text.isEmpty())
                    .map(text -> longEnough(this, text, place))
                    .orElseGet(() -> Result.failed(Diagnostic.error(
                                    "SP0750",
                                    "The variable `" + variable + "` for the passphrase of the state is not set.")
                            .at(place)
                            .hint("Set it in the environment of this command, from wherever your"
                                    + " team keeps secrets.")));
        }

        @Override
        public String toString() {
            return name();
        }
    }

    /**
     * @param written path as in the spec; the last line break of the file is ignored
     * @param files files that a spec may read
     */
    record FromFile(String written, SpecFiles files) implements Passphrase {
        @Override
        public String name() {
            return "the passphrase in the file `" + written + "`";
        }

        @Override
        public Result<char[]> read(Optional<Span> place) {
            try {
                var text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(files.read(written, MAX_BYTES)))
                        .toString();
                return longEnough(this, text.replaceFirst("\\R\\z", ""), place);
            } catch (IOException e) {
                return Result.failed(Diagnostic.error(
                                "SP0751",
                                "The passphrase for the state cannot be read from `"
                                        + written + "`: "
                                        + reason(e)
                                        + ".")
                        .at(place)
                        .hint(
                                e instanceof RefusedFileException refused
                                        ? refused.hint()
                                        : "The path is relative to the stack's folder, and the user who runs"
                                                + " Setpoint must be able to read the file."));
            }
        }

        @Override
        public Optional<Diagnostic> weakness(Optional<Span> place) {
            try {
                var open = Files.getPosixFilePermissions(files.file(written)).contains(PosixFilePermission.OTHERS_READ);
                return open
                        ? Optional.of(Diagnostic.warning(
                                        "SP0757",
                                        "The passphrase for the state can be read by every user of this machine: `"
                                                + written + "`.")
                                .at(place)
                                .hint("Make it readable only by its owner: `chmod 600 " + written + "`."))
                        : Optional.empty();
            } catch (IOException | UnsupportedOperationException e) {
                // An unreadable file is reported where it is needed. Without POSIX permissions, there is no warning.
                return Optional.empty();
            }
        }

        private static String reason(IOException problem) {
            return switch (problem) {
                case NoSuchFileException _ -> "there is no such file";
                case AccessDeniedException _ -> "permission is denied";
                case CharacterCodingException _ -> "it is not UTF-8 text";
                default -> DurableFile.reason(problem);
            };
        }
    }

    private static Result<char[]> longEnough(Passphrase from, String text, Optional<Span> place) {
        return text.length() >= MIN_CHARACTERS
                ? Result.ok(text.toCharArray())
                : Result.failed(Diagnostic.error(
                                "SP0752",
                                "A passphrase has at least " + MIN_CHARACTERS + " characters; " + from.name() + " has "
                                        + text.length() + ".")
                        .at(place)
                        .hint("Generate one: `openssl rand -base64 32`."));
    }
}
