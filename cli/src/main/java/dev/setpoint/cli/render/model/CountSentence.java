package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.ChangeCounts;

/** The counts of a plan as a sentence. */
public final class CountSentence {

    private CountSentence() {}

    /** {@code 16 to create, 1 to update, 0 to replace, 0 to delete; 3 unchanged}; the rare ones only when there are any. */
    public static String of(ChangeCounts counts) {
        if (counts.refresh() > 0) {
            // Only a refresh does this, and it does nothing else but forget.
            return "%s to update in the state, %s to forget; %s unchanged"
                    .formatted(counts.refresh(), counts.forget(), counts.unchanged());
        }
        return "%s to create, %s to update, %s to replace%s, %s to delete"
                        .formatted(
                                counts.create(),
                                counts.update(),
                                counts.replace(),
                                counts.conditional() > 0
                                        ? " (%s only if a value differs)".formatted(counts.conditional())
                                        : "",
                                counts.delete())
                + rare(counts.adopt(), "import")
                + rare(counts.restore(), "restore")
                + rare(counts.move(), "move")
                + rare(counts.forget(), "forget")
                + "; %s unchanged".formatted(counts.unchanged());
    }

    private static String rare(int count, String verb) {
        return count > 0 ? ", %s to %s".formatted(count, verb) : "";
    }
}
