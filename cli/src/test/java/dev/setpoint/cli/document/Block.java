package dev.setpoint.cli.document;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A fenced block of a document, with the comments directly above it that tell how it is checked.
 *
 * @param notes {@code <!-- run: … -->}, {@code <!-- exit: … -->}, {@code <!-- file: … -->} or {@code <!-- source: … -->}
 * @param language of the fence, or {@link #ALONE}
 */
record Block(Path document, List<Note> notes, String language, String text) {

    private static final Pattern NOTE = Pattern.compile("<!-- (run|exit|file|source): (.*?) -->");
    private static final String FENCE = "```";

    /** The language of notes without a block. */
    static final String ALONE = "note";

    /** Something that a document tells its tests. */
    record Note(String kind, String value) {}

    Optional<String> note(String kind) {
        return notes.stream()
                .filter(note -> note.kind().equals(kind))
                .map(Note::value)
                .findFirst();
    }

    @Override
    public String toString() {
        return Documents.name(document) + ":\n" + text;
    }

    /** The blocks of a document in their order, with notes that stand alone as blocks without a language. */
    static List<Block> of(Path document) {
        var blocks = new ArrayList<Block>();
        var notes = new ArrayList<Note>();
        var lines = List.of(Documents.text(document).split("\n", -1));
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            var note = NOTE.matcher(line);
            if (line.strip().startsWith(FENCE)) {
                var end = end(lines, at);
                blocks.add(block(document, notes, lines.subList(at, end)));
                notes.clear();
                at = end;
            } else if (note.matches()) {
                notes.add(new Note(note.group(1), note.group(2)));
            } else if (!notes.isEmpty()) {
                blocks.add(new Block(document, List.copyOf(notes), ALONE, ""));
                notes.clear();
            }
        }
        return blocks;
    }

    private static int end(List<String> lines, int start) {
        var end = start + 1;
        while (!lines.get(end).strip().equals(FENCE)) {
            end++;
        }
        return end;
    }

    private static Block block(Path document, List<Note> notes, List<String> lines) {
        var indent = lines.getFirst().indexOf(FENCE);
        var text = new StringBuilder();
        lines.subList(1, lines.size())
                .forEach(line -> text.append(line.substring(Math.min(indent, line.length())))
                        .append('\n'));
        return new Block(
                document, List.copyOf(notes), lines.getFirst().strip().substring(FENCE.length()), text.toString());
    }
}
