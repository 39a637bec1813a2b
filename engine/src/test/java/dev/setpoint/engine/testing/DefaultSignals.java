package dev.setpoint.engine.testing;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Starts processes that hear every signal. A shell without job control lets what it starts in the background ignore
 * Ctrl-C; an ignored signal stays ignored across {@code exec}, and neither a shell nor a JVM takes it back. So the
 * signals are no longer ignored by this process for as long as a child is being started. Linux and macOS alike begin
 * a {@code struct sigaction} with the handler.
 */
final class DefaultSignals {

    private static final long DEFAULT = 0;
    private static final long IGNORED = 1;

    /** HUP, INT, QUIT and TERM have these numbers everywhere. */
    private static final int[] SIGNALS = {1, 2, 3, 15};

    /** More than any system needs. */
    private static final long SIZE = 512;

    @SuppressWarnings("restricted") // There is no other way to hear of it, nor to change it.
    private static final MethodHandle SIGACTION = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("sigaction").orElseThrow(),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private DefaultSignals() {}

    static synchronized Process start(ProcessBuilder builder) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var ignored = ignored(arena);
            try {
                for (var signal : ignored.keySet()) {
                    var heard = arena.allocate(SIZE, AddressLayout.ADDRESS.byteAlignment());
                    heard.set(ValueLayout.JAVA_LONG, 0, DEFAULT);
                    call(signal, heard, MemorySegment.NULL);
                }
                return builder.start();
            } finally {
                ignored.forEach((signal, action) -> call(signal, action, MemorySegment.NULL));
            }
        }
    }

    /** Signal → what this process does about it. */
    private static Map<Integer, MemorySegment> ignored(Arena arena) {
        var ignored = new LinkedHashMap<Integer, MemorySegment>();
        for (var signal : SIGNALS) {
            var action = arena.allocate(SIZE, AddressLayout.ADDRESS.byteAlignment());
            call(signal, MemorySegment.NULL, action);
            if (action.get(ValueLayout.JAVA_LONG, 0) == IGNORED) {
                ignored.put(signal, action);
            }
        }
        return ignored;
    }

    private static void call(int signal, MemorySegment next, MemorySegment before) {
        try {
            if ((int) SIGACTION.invokeExact(signal, next, before) != 0) {
                throw new IllegalStateException("sigaction refuses signal " + signal);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
