package dev.setpoint.engine.spi;

/** The evidence that an object carries about the run that made it. */
public enum Mark {
    /** The object bears the ownership tag of the call that asks. */
    OURS,
    /** The object has a mark that the creation would not leave, or lacks the mark that every creation leaves. */
    ANOTHERS,
    /** Creations of this type leave no mark. */
    NONE
}
