package dev.setpoint.engine.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A regular expression in RE2 syntax, matched in linear time. A pattern from a spec can neither take exponential time
 * nor overflow the stack. Thread-safe.
 */
public final class LinearPattern {

    /** Limit of instructions of a compiled pattern. Each is tried at each character. */
    static final int LARGEST = 10_000;

    private static final int REMEMBERED = 64;

    private static final Map<String, LinearPattern> KNOWN = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LinearPattern> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final Pattern pattern;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles a pattern.
     *
     * @throws RefusedPatternException when the text is no regular expression, RE2 does not support it, or it is too
     *     large
     */
    public static LinearPattern of(String text) {
        synchronized (KNOWN) {
            var known = KNOWN.get(text);
            if (known != null) {
                return known;
            }
        }
        var compiled = new LinearPattern(compiled(text));
        synchronized (KNOWN) {
            KNOWN.put(text, compiled);
        }
        return compiled;
    }

    /**
     * Compiles a pattern of a schema or input declaration, which has Java syntax.
     *
     * @throws RefusedPatternException as {@link #of} does
     */
    public static LinearPattern ofSchema(String text) {
        return of(SchemaSyntax.translated(text));
    }

    private static Pattern compiled(String text) {
        PatternSize.check(text);
        try {
            var pattern = Pattern.compile(text);
            if (pattern.programSize() > LARGEST) {
                throw new RefusedPatternException(PatternSize.TOO_LARGE);
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new RefusedPatternException(PatternReasons.of(text, e));
        }
    }

    /** Tells whether a part of the text matches. */
    public boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }

    /** Tells whether the whole text matches. */
    public boolean matches(String text) {
        return pattern.matcher(text).matches();
    }

    /**
     * A part of a text that matches.
     *
     * @param start of the part in the text, in chars
     * @param groups the part itself and then the groups of the pattern, each if it takes part
     */
    public record Match(int start, int end, List<Optional<String>> groups) {}

    /** Finds the first match that begins at this place of the text or after it. */
    public Optional<Match> find(String text, int from) {
        var matcher = pattern.matcher(text);
        if (!matcher.find(from)) {
            return Optional.empty();
        }
        var groups = new ArrayList<Optional<String>>();
        for (var group = 0; group <= matcher.groupCount(); group++) {
            groups.add(Optional.ofNullable(matcher.group(group)));
        }
        return Optional.of(new Match(matcher.start(), matcher.end(), groups));
    }

    /** Returns the number of instructions, each of which may be tried at each character of a text. */
    public int size() {
        return pattern.programSize();
    }
}
