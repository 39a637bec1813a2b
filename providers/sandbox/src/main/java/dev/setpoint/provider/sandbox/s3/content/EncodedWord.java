package dev.setpoint.provider.sandbox.s3.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Encoded words of RFC 2047 in UTF-8: {@code =?UTF-8?B?…?=} and {@code =?UTF-8?Q?…?=}. */
final class EncodedWord {

    private static final Pattern WORD = Pattern.compile("=\\?UTF-8\\?([BQbq])\\?([^?]*)\\?=", Pattern.CASE_INSENSITIVE);
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String SPECIAL = "=_?";

    private EncodedWord() {}

    static String decoded(String text) {
        return WORD.matcher(text).replaceAll(word -> java.util.regex.Matcher.quoteReplacement(word(word)));
    }

    private static String word(MatchResult word) {
        var content = word.group(2);
        return new String(
                word.group(1).toUpperCase(Locale.ROOT).equals("B") ? base64(content) : quoted(content),
                StandardCharsets.UTF_8);
    }

    /** Decodes as S3 does, which takes a character that is no digit for one whose bits are all set. */
    private static byte[] base64(String content) {
        var bytes = new ByteArrayOutputStream();
        var padding = content.length() - content.replaceFirst("={1,2}$", "").length();
        for (var at = 0; at + 4 <= content.length(); at += 4) {
            var bits = 0;
            for (var i = at; i < at + 4; i++) {
                bits = bits << 6 | (DIGITS.indexOf(content.charAt(i)) & 63);
            }
            var kept = at + 4 == content.length() ? 3 - padding : 3;
            for (var i = 0; i < kept; i++) {
                bytes.write(bits >> (16 - 8 * i));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] quoted(String content) {
        var bytes = new ByteArrayOutputStream();
        for (var i = 0; i < content.length(); i++) {
            var next = content.charAt(i);
            if (next == '=' && content.substring(i).matches("=[0-9A-Fa-f]{2}.*")) {
                bytes.write(Integer.parseInt(content.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(next == '_' ? ' ' : next);
            }
        }
        return bytes.toByteArray();
    }

    /** Returns a text of ASCII as it is; otherwise a word, quoted while most of the text is ASCII. */
    static String encoded(String text) {
        var plain = text.chars().filter(EncodedWord::isPlain).count();
        if (plain == text.length()) {
            return text;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return plain > text.length() - plain
                ? "=?UTF-8?Q?" + quoted(bytes) + "?="
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes) + "?=";
    }

    private static boolean isPlain(int character) {
        return character >= ' ' && character < 0x7F;
    }

    private static String quoted(byte[] bytes) {
        var word = new StringBuilder();
        for (var next : bytes) {
            if (next == ' ') {
                word.append('_');
            } else if (isPlain(next) && SPECIAL.indexOf(next) < 0) {
                word.append((char) next);
            } else {
                word.append(String.format(Locale.ROOT, "=%02X", next));
            }
        }
        return word.toString();
    }
}
