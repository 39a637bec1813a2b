package dev.setpoint.cli.secret;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.cli.testing.Run;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Secrets that can be told from everything else: each begins with the same word, which stands nowhere else. They are
 * looked for byte by byte as they are, in any case, backwards, in hexadecimal, in Base64 at each of its three
 * alignments, and so with any quoting that leaves letters alone: JSON, URL, shell.
 */
final class Canaries {

    private static final String WORD = "Canary";

    /** The other half, so that a secret which is split in two is found as well. */
    private static final String REST = "7f3a9q";

    static final String SECRET = "CanarySecret/7f3a9q +=@";
    static final String OPTION = "CanaryOption/51bc";
    static final String QUOTED = "CanaryQuoted \"x\" \\ %41 <&> 'y' $z";
    static final String NUMBER = "9182736455463728";

    /** Value that replaced a secret outside of the stack. */
    static final String STRANGE = "CanaryStrange/90de";

    private static final Pattern FOUND = Pattern.compile(forms(), Pattern.DOTALL);

    private Canaries() {}

    private static String forms() {
        var forms = new ArrayList<String>();
        for (var word : List.of(WORD, REST, NUMBER)) {
            var backwards = new StringBuilder(word).reverse().toString();
            var hex = HexFormat.of().formatHex(word.getBytes(UTF_8));
            List.of(word, backwards, hex).forEach(form -> forms.add("(?i:" + Pattern.quote(form) + ")"));
            for (var before = 0; before < 3; before++) {
                forms.add(Pattern.quote(base64(word, before)));
            }
        }
        return String.join("|", forms);
    }

    /** Number of forms of each secret that are searched for: the word, the rest, and digests. */
    static int count() {
        return forms().split("\\|", -1).length + DIGESTS.size() * 4;
    }

    private static final List<String> DIGESTS = List.of("MD5", "SHA-1", "SHA-256");

    /** Digests without a key of these secrets: in hexadecimal and in Base64, of the text and of its JSON. */
    static Pattern digestsOf(Collection<String> secrets) {
        var forms = new TreeSet<String>();
        for (var secret : secrets) {
            for (var text : List.of(secret, Json.compact(Value.of(secret)))) {
                for (var algorithm : DIGESTS) {
                    var digest = digest(algorithm, text);
                    forms.add("(?i:" + HexFormat.of().formatHex(digest) + ")");
                    forms.add(Pattern.quote(Base64.getEncoder().withoutPadding().encodeToString(digest)));
                }
            }
        }
        return Pattern.compile(forms.isEmpty() ? "(?!)" : String.join("|", forms));
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void assertNoneIn(String what, String text, Pattern digests) {
        assertNoneIn(what, text);
        var match = digests.matcher(text);
        assertThat(match.find())
                .as(() -> what + " holds the digest of a secret:\n" + text)
                .isFalse();
    }

    /** The letters that depend on nothing but the word, when so many bytes stand before it. */
    private static String base64(String word, int before) {
        var text = Base64.getEncoder().encodeToString(("\0".repeat(before) + word).getBytes(UTF_8));
        var whole = (before + word.length()) * 8 / 6;
        return text.substring((before * 8 + 5) / 6, whole);
    }

    static void assertNoneIn(String what, String text) {
        var match = FOUND.matcher(text);
        if (match.find()) {
            var around = text.substring(Math.max(0, match.start() - 200), Math.min(text.length(), match.end() + 100));
            throw new AssertionError(what + " holds a secret: …" + around + "…");
        }
    }

    static void assertNoneIn(Path file) {
        try {
            assertNoneIn(file.toString(), Files.readString(file, ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertNoneIn(String what, Run run) {
        assertNoneIn("stdout of `" + what + "`", run.out());
        assertNoneIn("stderr of `" + what + "`", run.err());
    }

    /** Asserts that the search finds canaries. */
    static void assertFound(String text) {
        assertThat(FOUND.matcher(text).find()).as(text.toLowerCase(Locale.ROOT)).isTrue();
    }
}
