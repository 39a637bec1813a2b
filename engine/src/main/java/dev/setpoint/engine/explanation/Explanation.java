package dev.setpoint.engine.explanation;

/**
 * Meaning of a diagnostic code.
 *
 * @param code {@code SP0607}
 * @param area subject that the code shares with its neighbours: {@code Apply}
 * @param title the problem in one sentence
 * @param meaning what is wrong and why it matters, in prose without line breaks
 * @param fix what to do about it, in prose without line breaks
 */
public record Explanation(String code, String area, String title, String meaning, Example example, String fix) {}
