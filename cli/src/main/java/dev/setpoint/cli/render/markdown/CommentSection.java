package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.Importance;
import dev.setpoint.engine.plan.Change;
import java.util.List;

/**
 * Part of a comment about one change or a group of similar changes.
 *
 * @param full folded in the comment, for a reader to open
 * @param brief on one line, where there is no room for more
 * @param changes empty for what is no change of a resource
 */
record CommentSection(Importance weight, String full, String brief, List<Change> changes) {

    /** Form of a section, from whole to counted. */
    enum Form {
        FULL,
        BRIEF,
        /** Counted with the other instances of its block. */
        COUNTED,
        /** Counted with the others of its type. */
        TALLIED
    }
}
