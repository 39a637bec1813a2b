package dev.setpoint.cli.command.modules;

import dev.setpoint.cli.option.ModuleOptions;
import dev.setpoint.cli.render.compare.SequenceDiff;
import dev.setpoint.cli.render.model.Report;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.module.ModuleLock;
import dev.setpoint.engine.module.TreeDifference;
import dev.setpoint.engine.module.TreeFile;
import dev.setpoint.engine.module.fetch.FetchingModules.Fetched;
import dev.setpoint.engine.module.fetch.ModuleLocking.Change;
import dev.setpoint.engine.module.fetch.ModuleLocking.Update;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The new contents of modules, for people and for programs. */
final class UpdateText {

    /** Bytes of a file whose lines are compared. */
    private static final int LARGE = 256_000;

    /** Lines that are shown of one file. */
    private static final int MOST_LINES = 200;

    /** Digits of a commit or digest that people read. */
    private static final int SHORT = 12;

    private final Update update;

    UpdateText(Update update) {
        this.update = update;
    }

    /** Returns every changed module with its changed files and lines. */
    String differences() {
        var text = new StringBuilder();
        update.changes().forEach(change -> module(change, text));
        return text.toString();
    }

    String summary() {
        var changed = update.changes().size();
        var same = update.unchanged().size();
        return changed == 0 && same == 0
                ? "No remote modules are locked.\n"
                : Report.sentences("%s locked anew, %s unchanged.\n", changed, same)
                        + (changed > 0 ? "Commit `setpoint.lock`.\n" : "");
    }

    private void module(Change change, StringBuilder text) {
        var module = change.module();
        text.append(Report.sentences(
                "%s %s\n",
                module.before().isPresent() ? "~" : "+", module.source().key()));
        text.append(Report.sentences("    %s\n", versions(module)));
        if (change.difference().isPresent()) {
            change.difference().get().files().forEach(file -> file(module, file, text));
        } else if (module.before().isPresent()) {
            text.append("    (no copy of the old contents is here to compare with)\n");
        }
        text.append('\n');
    }

    private static String versions(Fetched module) {
        return module.before().map(entry -> version(entry) + " → ").orElse("") + version(module.now());
    }

    private static String version(ModuleLock.Entry entry) {
        var digest = "sha256:" + entry.digest().hex().substring(0, SHORT);
        return entry.commit()
                .map(commit -> "commit " + commit.substring(0, SHORT) + ", " + digest)
                .orElse(digest);
    }

    private void file(Fetched module, TreeDifference.Change file, StringBuilder text) {
        var mark = file.before().isEmpty() ? "+" : file.after().isEmpty() ? "-" : "~";
        text.append(Report.sentences("    %s %s%s\n", mark, file.path(), note(file)));
        var before = lines(
                module.before().map(ModuleLock.Entry::digest).map(update.store()::copy), file.path(), file.before());
        var after = lines(Optional.of(update.store().copy(module.now().digest())), file.path(), file.after());
        if (before.isPresent() && after.isPresent()) {
            lines(before.get(), after.get(), text);
        } else {
            text.append("        (not text, or large)\n");
        }
    }

    /** A change of what a file is, beside that of its content. */
    private static String note(TreeDifference.Change file) {
        var was = file.before().map(TreeFile::kind);
        var is = file.after().map(TreeFile::kind);
        return was.equals(is) || is.isEmpty() || (was.isEmpty() && is.get() == TreeFile.Kind.FILE)
                ? ""
                : switch (is.get()) {
                    case FILE -> " (not executable any more)";
                    case EXECUTABLE -> " (executable)";
                    case LINK -> " (a link)";
                };
    }

    private static void lines(List<String> before, List<String> after, StringBuilder text) {
        var shown = 0;
        for (var hunk : SequenceDiff.between(before, after)) {
            for (var line : hunk.removed()) {
                shown += line(shown, "- ", line, text);
            }
            for (var line : hunk.added()) {
                shown += line(shown, "+ ", line, text);
            }
        }
        if (shown > MOST_LINES) {
            text.append(Report.sentences("        … and %s more lines\n", shown - MOST_LINES));
        }
    }

    private static int line(int shown, String mark, String line, StringBuilder text) {
        if (shown < MOST_LINES) {
            text.append("        ")
                    .append(mark)
                    .append(Printable.verbatim(line))
                    .append('\n');
        }
        return 1;
    }

    /** The lines of a file; empty when it is no text that can be compared. */
    private static Optional<List<String>> lines(Optional<Path> copy, String path, Optional<TreeFile> file) {
        if (file.isEmpty() || copy.isEmpty()) {
            return Optional.of(List.of());
        }
        var real = copy.get().resolve(path);
        try {
            if (file.get().kind() == TreeFile.Kind.LINK) {
                return Optional.of(List.of("→ " + Files.readSymbolicLink(real)));
            }
            try (var stream = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                var bytes = stream.readNBytes(LARGE + 1);
                return bytes.length > LARGE
                        ? Optional.empty()
                        : Optional.of(StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString()
                                .lines()
                                .toList());
            }
        } catch (IOException e) {
            // No text; or it cannot be read, and the digests above say that it differs.
            return Optional.empty();
        }
    }

    /** @param locked true when the lock file has the new contents */
    Value document(boolean locked) {
        var changed = update.changes().stream().<Value>map(UpdateText::entry).toList();
        var unchanged = update.unchanged().stream().<Value>map(Value::of).toList();
        return Value.Map.EMPTY
                .with("changed", new Value.List(changed))
                .with("unchanged", new Value.List(unchanged))
                .with("locked", Value.of(locked));
    }

    private static Value.Map entry(Change change) {
        var module = change.module();
        var entry = ModuleOptions.entry(module.source().key(), module.now());
        var before = module.before()
                .map(old -> entry.with(
                        "before",
                        ModuleOptions.entry(module.source().key(), old).without("source")))
                .orElse(entry);
        return change.difference()
                .map(difference -> before.with(
                        "files",
                        new Value.List(difference.files().stream()
                                .<Value>map(file -> Value.Map.EMPTY
                                        .with("path", Value.of(file.path()))
                                        .with("action", Value.of(action(file))))
                                .toList())))
                .orElse(before);
    }

    private static String action(TreeDifference.Change file) {
        return file.before().isEmpty() ? "create" : file.after().isEmpty() ? "delete" : "update";
    }
}
