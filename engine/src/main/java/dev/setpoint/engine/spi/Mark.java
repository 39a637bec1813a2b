package dev.setpoint.engine.spi;

/** The evidence that an object carries about the run that made it. */
public enum Mark {
    /** The object bears the ownership tag of the call that asks. */
    OURS,
    /** The object bears a mark that its creation would not leave, or lacks the one that every creation leaves. */
    ANOTHERS,
    /** Creations of this type leave no mark. */
    NONE
}
