package dev.setpoint.engine.expression;

import dev.setpoint.engine.schema.Shape;

/**
 * The option {@code when} of a block, for those that refer to the block.
 *
 * @param local name of the local of the file that holds its value: {@code logs.when}
 * @param condition what the form of the option tells
 * @param repeated true for a block with {@code forEach}, which is an empty map when it is off
 * @param shape of what the block's name stands for
 */
public record Guard(String local, Condition condition, boolean repeated, Shape shape) {

    /** The name of the local for a block; no spec can write it. */
    public static String local(Reference.Root root, String block) {
        return (root == Reference.Root.DATA ? "data." : "") + block + ".when";
    }

    /**
     * Why there may be nothing, as words in brackets.
     *
     * @param line of the option in its file
     */
    public static String absence(int line) {
        return "`when`, line " + line;
    }
}
