package dev.setpoint.cli.run;

import dev.setpoint.engine.progress.Cancellation;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Turns Ctrl-C and SIGTERM into requests to stop, for as long as it is open. A shutdown hook would not do: the JVM
 * runs it once and is then bound to end, and the second Ctrl-C must still be heard.
 *
 * <p>{@code sun.misc.Signal} is the one way to hear a signal. The module jdk.unsupported exports it for that, but the
 * compiler warns of its name beyond what can be suppressed; so it is called by reflection, and where it is missing the
 * signals keep their usual effect.
 */
public final class Interrupts implements AutoCloseable {

    private static final List<String> SIGNALS = List.of("INT", "TERM");

    private final List<Replaced> replaced;

    /** A signal with the handler that it had before. */
    private record Replaced(Object signal, Object handler) {}

    private Interrupts(List<Replaced> replaced) {
        this.replaced = replaced;
    }

    public static Interrupts to(Cancellation cancellation) {
        Runnable heard = cancellation::request;
        return new Interrupts(
                SIGNALS.stream().flatMap(name -> listen(name, heard)).toList());
    }

    private static Stream<Replaced> listen(String name, Runnable heard) {
        try {
            var signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            var type = Class.forName("sun.misc.SignalHandler");
            var run = MethodHandles.lookup().findVirtual(Runnable.class, "run", MethodType.methodType(void.class));
            var handler = MethodHandleProxies.asInterfaceInstance(
                    type, MethodHandles.dropArguments(run.bindTo(heard), 0, signal.getClass()));
            return Stream.of(new Replaced(signal, handle(signal, handler)));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // No such class, or a signal that the JVM keeps for itself (-Xrs).
            return Stream.empty();
        }
    }

    /** Returns the handler there was. */
    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        try {
            return signal.getClass()
                    .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("The signal " + signal + " is taken.", e);
        }
    }

    @Override
    public void close() {
        for (var was : replaced) {
            try {
                handle(was.signal(), was.handler());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A signal that could be listened to can be left alone again.", e);
            }
        }
    }
}
