package dev.setpoint.provider.aws.error;

import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Checks on their way into a list, each on its own: one that fails or throws keeps no other from being made. */
public final class Checks {

    /** These say nothing of the object. */
    private static final Set<Kind> NO_ANSWER =
            Set.of(Kind.ACCESS_DENIED, Kind.CREDENTIALS, Kind.UNREACHABLE, Kind.TIMEOUT, Kind.CANCELLED);

    private final List<Check> all = new ArrayList<>();

    public void add(Check check) {
        all.add(check);
    }

    /** Runs a check. A refusal by AWS is a failed check, unless it refuses the caller. */
    public void run(String name, Supplier<Check> check) {
        try {
            all.add(check.get());
        } catch (ProviderException e) {
            all.add(of(name, e));
        }
    }

    /** The check that follows from a refusal. */
    public static Check of(String name, ProviderException e) {
        return NO_ANSWER.contains(e.kind()) || e.code().equals("NotImplemented")
                ? Check.unchecked(name, e.text())
                : Check.fail(name, e.text());
    }

    public List<Check> all() {
        return List.copyOf(all);
    }
}
