package dev.setpoint.engine.expression;

/**
 * One place where a CEL expression refers to something.
 *
 * @param guarded whether it may be left out of an evaluation: in a branch, beside a logical operator, in a loop
 * @param offset where it stands in the expression, in chars
 */
public record ReferenceUse(Reference reference, boolean guarded, int offset, int length) {}
