package dev.setpoint.cli.terminal;

import dev.setpoint.engine.diagnostic.Printable;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The gate in front of stdout and stderr. Whatever is printed, by whichever command or library, leaves it as text that
 * neither a terminal nor a CI runner acts on: characters that cannot be seen become escapes, and so does the last
 * character of a {@linkplain RunnerCommands runner's command}. An escape is one of JSON too, so that documents keep
 * their meaning. Our colours pass where the stream is a terminal.
 */
final class SafeStream extends PrintStream {

    private final Gate gate;

    private SafeStream(Gate gate) {
        super(gate, false, StandardCharsets.UTF_8);
        this.gate = gate;
    }

    /** @param terminal whether colours may pass */
    static SafeStream over(PrintStream stream, boolean terminal) {
        return stream instanceof SafeStream safe ? safe : new SafeStream(new Gate(stream, terminal));
    }

    /** The stream behind the gate. */
    PrintStream behind() {
        return gate.to;
    }

    /** Writes a value as it is. */
    void raw(String text) {
        flush();
        gate.to.print(text);
        gate.to.flush();
    }

    /** Clears the last lines of a terminal. */
    void eraseLines(int count) {
        raw("\u001b[" + count + "A\r\u001b[J");
    }

    private static final class Gate extends OutputStream {

        /** Passes on whole lines only: another stream may write in between. */
        private static final int ENOUGH = 1 << 15;

        private static final int ESCAPE = 0x1b;

        /** Codes that {@code Style} and diagnostics use, without the escape character. */
        private static final Set<String> COLOURS =
                Set.of("[0m", "[1m", "[2m", "[31m", "[32m", "[33m", "[34m", "[1;31m", "[1;33m");

        private final PrintStream to;
        private final boolean terminal;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final RunnerCommands commands = new RunnerCommands();
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder colour = new StringBuilder();
        private ByteBuffer rest = ByteBuffer.allocate(0);

        Gate(PrintStream to, boolean terminal) {
            this.to = to;
            this.terminal = terminal;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            var in = ByteBuffer.allocate(rest.remaining() + length)
                    .put(rest)
                    .put(bytes, offset, length)
                    .flip();
            var out = CharBuffer.allocate(in.remaining() + 1);
            decoder.decode(in, out, false);
            rest = in;
            out.flip().codePoints().forEach(this::take);
            hand(lines.size() + text.length() > ENOUGH);
        }

        @Override
        public void flush() {
            // A colour comes whole or is none.
            leak();
            hand(false);
            lines.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
            text.setLength(0);
            pass();
        }

        private void take(int c) {
            if (colour.isEmpty() && !(terminal && c == ESCAPE)) {
                safe(c);
                return;
            }
            if (colour.isEmpty()) {
                colour.append('\u001b');
                return;
            }
            colour.appendCodePoint(c);
            var code = colour.substring(1);
            if (COLOURS.contains(code)) {
                text.append(colour);
                colour.setLength(0);
            } else if (COLOURS.stream().noneMatch(known -> known.startsWith(code))) {
                leak();
            }
        }

        /** Passes text that began like a colour code and is none. */
        private void leak() {
            var none = colour.toString();
            colour.setLength(0);
            none.codePoints().forEach(this::safe);
        }

        private void safe(int c) {
            var command = commands.completedBy(c);
            if (command || (c != '\n' && c != '\t' && Printable.isInvisible(c))) {
                // By its parts: JSON knows no other escape of a character beyond four digits.
                for (var unit : Character.toChars(c)) {
                    Printable.unit(unit, text);
                }
            } else {
                text.appendCodePoint(c);
            }
        }

        /** Passes complete lines on. */
        private void hand(boolean enough) {
            var end = text.lastIndexOf("\n") + 1;
            lines.writeBytes(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
            text.delete(0, end);
            if (enough && end > 0) {
                pass();
            }
        }

        private void pass() {
            to.write(lines.toByteArray(), 0, lines.size());
            lines.reset();
            to.flush();
        }
    }
}
