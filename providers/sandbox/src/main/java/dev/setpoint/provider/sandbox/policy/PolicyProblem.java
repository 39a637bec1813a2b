package dev.setpoint.provider.sandbox.policy;

/** Reason why a document is not a policy; each service has its own message for each kind. */
public final class PolicyProblem extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String detail;

    public enum Kind {
        NOT_JSON,
        VERSION,
        NO_STATEMENT,
        FIELD,
        EFFECT,
        NO_PRINCIPAL,
        PRINCIPAL,
        PRINCIPAL_PROHIBITED,
        NO_ACTION,
        ACTION,
        NO_RESOURCE,
        RESOURCE,
        RESOURCE_PROHIBITED,
        DUPLICATE_SID,
        CONDITION
    }

    PolicyProblem(Kind kind, String detail) {
        super(kind + " " + detail);
        this.kind = kind;
        this.detail = detail;
    }

    public Kind kind() {
        return kind;
    }

    /** The offending text; may be empty. */
    public String detail() {
        return detail;
    }
}
