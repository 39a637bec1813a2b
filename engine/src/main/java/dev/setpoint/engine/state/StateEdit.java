package dev.setpoint.engine.state;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.diagnostic.Nearest;
import dev.setpoint.engine.diagnostic.Result;
import java.util.Map;
import java.util.regex.Pattern;

/** Changes what a state says of its resources by hand, under its lock; nothing in the cloud changes. */
public final class StateEdit {

    /** As {@code schemas/stack-file.schema.json} has it: under another name no block could ever take it up. */
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*(\\[\"[^\"\\\\\\p{Cntrl}]+\"])?");

    private final Session session;

    public StateEdit(Session session) {
        this.session = session;
    }

    /** The resource, which is no longer looked after; its objects stay in the cloud. */
    public Result<ResourceState> remove(Address address) {
        return settled(address).then(resource -> {
            session.record(new Entry.Forgotten(address));
            return session.checkpoint().map(_ -> resource);
        });
    }

    /** The resource under its new address, by which others that depend on it know it too. */
    public Result<ResourceState> move(Address from, Address to) {
        if (!NAME.matcher(to.text()).matches()) {
            return Result.failed(
                    Diagnostic.error("SP0743", "`" + to + "` is no name that a spec could give a resource.")
                            .hint("A name begins with a lower-case letter and goes on with letters and digits:"
                                    + " `logBucket`, `buckets[\"eu\"]`."));
        }
        return settled(from).then(resource -> {
            if (session.state().resources().containsKey(to)) {
                return Result.failed(Diagnostic.error(
                                "SP0741", "There is already a resource `" + to + "` in the state.")
                        .hint("Take that one out first: `setpoint state rm " + to.word() + "`; or move it elsewhere."));
            }
            session.record(new Entry.Moved(Map.of(from, to)));
            return session.checkpoint().map(_ -> resource.at(to));
        });
    }

    /** A resource that nothing is left open of by a run that was cut short. */
    private Result<ResourceState> settled(Address address) {
        var state = session.state();
        if (session.unidentified().stream().anyMatch(intent -> intent.address().equals(address))) {
            return Result.failed(Diagnostic.error(
                            "SP0742",
                            "The last run was cut short while it made `" + address
                                    + "`, and what became of it is not known yet.")
                    .hint("Run `setpoint apply` first: it finds out."));
        }
        return state.resource(address).map(Result::ok).orElseGet(() -> Result.failed(unknown(state, address)));
    }

    /** With the nearest name that there is. */
    public static Diagnostic unknown(State state, Address address) {
        var names = state.resources().keySet().stream().map(Address::text).toList();
        return Diagnostic.error(
                        "SP0931", "The state of stack `" + state.stack() + "` has no resource `" + address + "`.")
                .hint(Nearest.hint(address.text(), names).orElse("`setpoint state list` lists them."));
    }
}
