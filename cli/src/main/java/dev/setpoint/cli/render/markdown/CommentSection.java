package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.Importance;
import dev.setpoint.engine.plan.Change;
import java.util.List;

/**
 * The part of a comment about one change, or about several that are alike.
 *
 * @param full folded in the comment, for a reader to open
 * @param brief on one line, where there is no room for more
 * @param changes empty for what is no change of a resource
 */
record CommentSection(Importance weight, String full, String brief, List<Change> changes) {

    /** As much of it as a comment has room for. */
    enum Form {
        FULL,
        BRIEF,
        /** With the others of its block. */
        COUNTED,
        /** With the others of its type. */
        TALLIED
    }
}
