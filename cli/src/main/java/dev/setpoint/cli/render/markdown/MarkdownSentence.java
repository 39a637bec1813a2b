package dev.setpoint.cli.render.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Converts a sentence to Markdown: words as text, everything else as code. */
final class MarkdownSentence {

    /** Words and numbers with the marks of a sentence around them: nothing that Markdown or GitHub could act on. */
    private static final Pattern WORD = Pattern.compile(
            "[(]?\\p{L}+(?:[-/’]\\p{L}+)*(?:’s)?[,.;:!?)…]*|\\d{1,5}[,;:)…]*|\\d{4}-\\d\\d-\\d\\d[,.;]?|[—–…→✓✗?]|[,.;:)]+");

    /** Hash of a commit, which GitHub would link. */
    private static final Pattern HEX = Pattern.compile(".*[0-9a-f]{7}.*");

    private static final Pattern PIECE = Pattern.compile("`[^`]+`|[^` ]+| +|`");

    private record Piece(String text, boolean code) {}

    private final List<Piece> pieces = new ArrayList<>();

    MarkdownSentence(String sentence) {
        var parts = PIECE.matcher(sentence);
        while (parts.find()) {
            var part = parts.group();
            var quoted = part.length() > 2 && part.startsWith("`");
            add(quoted ? part.substring(1, part.length() - 1) : part, quoted || !(part.isBlank() || isWord(part)));
        }
    }

    private static boolean isWord(String part) {
        return WORD.matcher(part).matches() && !HEX.matcher(part).matches();
    }

    /** Adds a piece; joins code with code before it, since two adjacent code spans would be read as one. */
    private void add(String text, boolean code) {
        var last = pieces.isEmpty() ? new Piece("", false) : pieces.getLast();
        var apart = pieces.size() > 1 && last.text().isBlank() && !last.code();
        if (code && last.code()) {
            pieces.set(pieces.size() - 1, new Piece(last.text() + text, true));
        } else if (code && apart && pieces.get(pieces.size() - 2).code()) {
            pieces.removeLast();
            pieces.set(pieces.size() - 1, new Piece(pieces.getLast().text() + last.text() + text, true));
        } else {
            pieces.add(new Piece(text, code));
        }
    }

    String text() {
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(piece.code() ? MarkdownText.code(piece.text()) : piece.text()));
        return text.toString();
    }
}
