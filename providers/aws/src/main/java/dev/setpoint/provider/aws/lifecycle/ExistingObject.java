package dev.setpoint.provider.aws.lifecycle;

import dev.setpoint.engine.spi.Call;
import dev.setpoint.engine.spi.Identity;
import dev.setpoint.engine.spi.ProviderException;
import dev.setpoint.engine.spi.ProviderException.Kind;
import dev.setpoint.provider.aws.wait.Eventually;
import java.util.Optional;
import java.util.function.Supplier;

/** Refuses to make what exists, where AWS would answer with success and change or hand over somebody else's object. */
public final class ExistingObject {

    private ExistingObject() {}

    /**
     * The error for an object that exists already and that this stack did not create.
     *
     * @param thing completes "… exists already": {@code The alarm a}
     */
    public static ProviderException problem(String code, String thing, Identity id) {
        return refusal(code, thing + " exists already, and this stack did not create it.")
                .hint("To manage it here, write `import: " + id + "` in its block; otherwise choose another name.");
    }

    /** An error for what exists already, in other words. */
    public static ProviderException refusal(String code, String sentence) {
        return ProviderException.of(Kind.NAME_TAKEN, code, sentence);
    }

    /**
     * Refuses to create an object that any of several reads shows.
     *
     * @param thing completes "… exists already": {@code The inline policy p of the role r}
     * @param property of the spec that names it
     * @param find looks for it; a replica may still show one that was deleted a moment ago, so it is asked several times
     */
    public static void refuse(
            Eventually eventually, Call call, String thing, String property, Supplier<Optional<Identity>> find) {
        eventually
                .believed("certainty about " + call.address(), Optional::isPresent, find)
                .ifPresent(id -> {
                    throw problem("AlreadyExists", thing, id).about(property);
                });
    }
}
