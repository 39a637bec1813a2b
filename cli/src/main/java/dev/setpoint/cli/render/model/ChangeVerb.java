package dev.setpoint.cli.render.model;

import dev.setpoint.engine.plan.Change;
import java.util.List;
import java.util.stream.Stream;

/** Verb for a change, as programs and counts use it: {@code create}, {@code created}. */
public enum ChangeVerb {
    CREATE("create", "created"),
    UPDATE("update", "updated"),
    REPLACE("replace", "replaced"),
    DELETE("delete", "deleted"),
    IMPORT("import", "imported"),
    RESTORE("restore", "restored"),
    MOVE("move", "moved"),
    FORGET("forget", "forgotten"),
    REFRESH("refresh", "updated in the state"),
    KEEP("keep", "unchanged");

    private final String infinitive;
    private final String past;

    ChangeVerb(String infinitive, String past) {
        this.infinitive = infinitive;
        this.past = past;
    }

    /** Verb of the change itself, not of one that follows it. */
    public static ChangeVerb of(Change change) {
        return switch (change) {
            case Change.Create _ -> CREATE;
            case Change.Update _ -> UPDATE;
            case Change.Replace _ -> REPLACE;
            case Change.Delete _ -> DELETE;
            case Change.Forget _ -> FORGET;
            case Change.Refresh _ -> REFRESH;
            case Change.Import _ -> IMPORT;
            case Change.Restore _ -> RESTORE;
            case Change.Move _ -> MOVE;
            case Change.NoOp _ -> KEEP;
        };
    }

    /** Verbs of what was done: of a move or an import, the change that followed it first. */
    static List<ChangeVerb> allOf(Change change) {
        return Stream.concat(change.followUp().stream(), Stream.of(change))
                .map(ChangeVerb::of)
                .toList();
    }

    public String infinitive() {
        return infinitive;
    }

    public String past() {
        return past;
    }
}
