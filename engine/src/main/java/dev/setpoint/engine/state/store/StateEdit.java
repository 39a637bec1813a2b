package dev.setpoint.engine.state.store;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.state.JournalEntry;
import dev.setpoint.engine.state.ResourceState;
import dev.setpoint.engine.state.Session;
import dev.setpoint.engine.state.State;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Edits the resources of a state by hand, under its lock; nothing in the cloud changes. */
public final class StateEdit {

    /** The form that {@code schemas/stack-file.schema.json} requires of a block's name. */
    private static final Pattern BLOCK = Pattern.compile("[a-z][A-Za-z0-9]*");

    /** The characters that a key of {@code forEach} may have. */
    private static final Pattern KEY = Pattern.compile("[^\"\\\\\\p{Cntrl}]+");

    private final Session session;

    public StateEdit(Session session) {
        this.session = session;
    }

    /** Removes a resource from the state and returns it. Its objects stay in the cloud. */
    public Result<ResourceState> remove(Address address) {
        return settled(address).then(resource -> {
            session.record(new JournalEntry.Forgotten(address));
            return session.checkpoint().map(_ -> resource);
        });
    }

    /** Moves a resource to a new address and returns it. Dependencies of other resources follow. */
    public Result<ResourceState> move(Address from, Address to) {
        if (!canBeInSpec(to)) {
            return Result.failed(Diagnostic.error("SP0743", "`" + to + "` is not a valid name of a resource.")
                    .hint("A name begins with a lower-case letter and goes on with letters and digits:"
                            + " `logBucket`, `buckets[\"eu\"]`."));
        }
        return settled(from).then(resource -> {
            if (session.state().resources().containsKey(to)) {
                return Result.failed(Diagnostic.error(
                                "SP0741", "There is already a resource `" + to + "` in the state.")
                        .hint("Remove that one first: `setpoint state rm " + to.word() + "`; or move it elsewhere."));
            }
            session.record(new JournalEntry.Moved(Map.of(from, to)));
            return session.checkpoint().map(_ -> resource.withAddress(to));
        });
    }

    /** Under any other address, no block could ever take the object over. */
    private static boolean canBeInSpec(Address address) {
        return address.kind() == Address.Kind.RESOURCE
                && isName(address.block(), address.key())
                && address.module().calls().stream().allMatch(call -> isName(call.name(), call.key()));
    }

    private static boolean isName(String block, Optional<String> key) {
        return BLOCK.matcher(block).matches()
                && key.stream().allMatch(text -> KEY.matcher(text).matches());
    }

    /** Returns the resource in the state; fails when an interrupted run left its creation open. */
    private Result<ResourceState> settled(Address address) {
        var state = session.state();
        if (session.unidentified().stream().anyMatch(intent -> intent.address().equals(address))) {
            return Result.failed(Diagnostic.error(
                            "SP0742",
                            "The last run was interrupted while it created `" + address
                                    + "`, and it is not known yet whether the object exists.")
                    .hint("Run `setpoint apply` first: it looks for the object."));
        }
        return state.resource(address).map(Result::ok).orElseGet(() -> Result.failed(unknown(state, address)));
    }

    /** Returns the problem of an unknown address, with the nearest known one. */
    public static Diagnostic unknown(State state, Address address) {
        var names = state.resources().keySet().stream().map(Address::text).toList();
        return Diagnostic.error(
                        "SP0931", "The state of stack `" + state.stack() + "` has no resource `" + address + "`.")
                .hint(Nearest.hint(address.text(), names).orElse("`setpoint state list` lists them."));
    }
}
