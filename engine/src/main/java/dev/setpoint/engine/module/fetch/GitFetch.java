package dev.setpoint.engine.module.fetch;

import dev.setpoint.engine.diagnostic.Span;
import dev.setpoint.engine.file.LimitedReader;
import dev.setpoint.engine.module.ModuleSource;
import dev.setpoint.engine.module.SourceParser;
import dev.setpoint.engine.module.TreeLimits;
import dev.setpoint.engine.module.TreeRefusedException;
import dev.setpoint.engine.module.TreeWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fetches one commit of a git repository, and writes its files. Submodules are left out. */
final class GitFetch {

    /** Bytes of the list of references that are read. */
    private static final int REFERENCES = 1_000_000;

    /** Bytes of the list of files, for each file that there may be. */
    private static final int LISTED = 1_100;

    private static final String FETCHED = "refs/module";

    private final GitCommand git;
    private final ModuleSource.Git source;
    private final TreeLimits limits;

    GitFetch(GitCommand git, ModuleSource.Git source, TreeLimits limits) {
        this.git = git;
        this.source = source;
        this.limits = limits;
    }

    /**
     * Writes the files of the tag or commit.
     *
     * @param place of the source
     * @return the commit
     */
    String fetch(TreeWriter tree, Span place) throws IOException {
        var reference = source.isCommit() ? source.ref() : "refs/tags/" + source.ref();
        var digits = source.isCommit() ? source.ref().length() : requireTag(reference, place);
        git.run("init", "--quiet", "--bare", "--template=", "--object-format=" + (digits == 64 ? "sha256" : "sha1"))
                .close();
        git.run(
                        "fetch",
                        "--quiet",
                        "--depth=1",
                        "--no-tags",
                        "--no-recurse-submodules",
                        "--no-write-fetch-head",
                        "--no-auto-maintenance",
                        "--",
                        source.url().toString(),
                        "+" + reference + ":" + FETCHED)
                .close();
        var commit = text(git.run("rev-parse", "--verify", "--quiet", "--end-of-options", FETCHED + "^{commit}"))
                .strip();
        write(files(commit), tree);
        return commit;
    }

    /** Returns the number of digits of the tag's object id. */
    private int requireTag(String tag, Span place) throws IOException {
        var branch = "refs/heads/" + source.ref();
        var known = references(tag, branch);
        if (known.containsKey(tag)) {
            return known.get(tag).length();
        }
        if (known.containsKey(branch)) {
            throw new FetchException(SourceParser.moves(source.ref(), place));
        }
        throw FetchException.failed(
                "The repository has no tag `" + source.ref() + "`.",
                "Name a tag that exists, or a commit by its full id.");
    }

    /** The ids of the references with exactly these names. */
    private Map<String, String> references(String... names) throws IOException {
        var found = new HashMap<String, String>();
        text(git.run("ls-remote", "--quiet", "--", source.url().toString(), names[0], names[1]))
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2 && List.of(names).contains(parts[1]))
                .forEach(parts -> found.put(parts[1], parts[0]));
        return found;
    }

    private static String text(InputStream output) throws IOException {
        try (output) {
            return new String(LimitedReader.read(output, "git", REFERENCES), StandardCharsets.UTF_8);
        }
    }

    /** An entry of a commit's tree. */
    private record Entry(String mode, String id, long size, String path) {

        private static final int FIELDS = 4;

        /** @param line {@code 100644 blob 83baae6…     120\tpath} */
        static Entry parse(String line) throws TreeRefusedException {
            var tab = line.indexOf('\t');
            var fields = tab < 0 ? new String[0] : line.substring(0, tab).split(" +", -1);
            if (fields.length != FIELDS) {
                throw new TreeRefusedException("its list of files is damaged");
            }
            return new Entry(
                    fields[0],
                    fields[2],
                    fields[3].matches("[0-9]{1,18}") ? Long.parseLong(fields[3]) : 0,
                    line.substring(tab + 1));
        }

        boolean isSubmodule() {
            return mode.equals("160000");
        }
    }

    private List<Entry> files(String commit) throws IOException {
        var entries = new ArrayList<Entry>();
        long total = 0;
        try (var list = git.run("ls-tree", "-r", "-z", "-l", "--full-tree", commit)) {
            var bytes = list.readNBytes(limits.entries() * LISTED);
            for (var line : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
                if (line.isEmpty()) {
                    continue;
                }
                var entry = Entry.parse(line);
                total += entry.size();
                entries.add(entry);
                if (entries.size() > limits.entries()) {
                    throw new TreeRefusedException("it has more than " + limits.entries() + " files");
                }
            }
        }
        if (total > limits.bytes()) {
            throw new TreeRefusedException("it is larger than " + limits.size());
        }
        return entries;
    }

    private void write(List<Entry> entries, TreeWriter tree) throws IOException {
        var process = git.serve("cat-file", "--batch");
        try (var requests = process.getOutputStream();
                var answers = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
            for (var entry : entries) {
                if (entry.isSubmodule()) {
                    continue;
                }
                requests.write((entry.id() + "\n").getBytes(StandardCharsets.US_ASCII));
                requests.flush();
                write(entry, new Blob(answers, header(answers, entry)), tree);
                answers.readByte();
            }
        } finally {
            GitCommand.kill(process);
        }
    }

    private static void write(Entry entry, Blob content, TreeWriter tree) throws IOException {
        switch (entry.mode()) {
            case "100644", "100664" -> tree.file(entry.path(), false, content);
            case "100755" -> tree.file(entry.path(), true, content);
            case "120000" ->
                tree.link(
                        entry.path(),
                        new String(LimitedReader.read(content, entry.path(), LISTED), StandardCharsets.UTF_8));
            default -> throw new TreeRefusedException("it has `" + entry.path() + "`, which is no file");
        }
    }

    /** Reads {@code <id> blob <size>}. */
    private static long header(DataInputStream answers, Entry entry) throws IOException {
        var line = new StringBuilder();
        for (int c; (c = answers.readUnsignedByte()) != '\n'; ) {
            line.append((char) c);
            if (line.length() > LISTED) {
                break;
            }
        }
        if (!line.toString().equals(entry.id() + " blob " + entry.size())) {
            throw new TreeRefusedException("it has `" + entry.path() + "`, whose content is missing");
        }
        return entry.size();
    }

    /** The content of one file in the answers of git. */
    private static final class Blob extends InputStream {

        private final InputStream answers;
        private long left;

        Blob(InputStream answers, long size) {
            this.answers = answers;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            var read = answers.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new TreeRefusedException("its content ends too early");
            }
            left -= read;
            return read;
        }
    }
}
