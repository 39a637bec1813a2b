package dev.setpoint.engine.schema;

/** The named semantic equalities of {@code x-equal}. */
public enum Equality {
    /** Same content. */
    EXACT,
    /** Policy documents by meaning: behaviour.md#policy-documents. */
    IAM_POLICY,
    /** A key id equals the ARN that ends in it; ARNs of aliases equal alias names. */
    KMS_KEY_REF,
    /** An ARN equals the name it ends in. */
    ARN_OR_NAME,
    CASE_INSENSITIVE,
    /** Texts of JSON, compared parsed. */
    JSON
}
