package dev.setpoint.engine.expression;

/** Files that an expression may read, with paths that begin at the folder of its own file. */
public interface TextFiles {

    /** The files of the expression that is being evaluated on this thread. */
    ScopedValue<TextFiles> HERE = ScopedValue.newInstance();

    /** Beginning of a path that starts at the root of the repository. */
    String ROOT = "//";

    /**
     * Returns the content of a text file.
     *
     * @throws EvaluationException when it cannot be read, or may not be
     */
    String text(String path);

    /**
     * Returns the path from the root of the repository, {@code //pages/index.html}, which means the same in every file.
     *
     * @throws EvaluationException when it leads out
     */
    String path(String path);

    /**
     * Returns a path as a provider reads it, from the folder of the stack.
     *
     * @param shown the subject of a sentence about the path
     * @throws EvaluationException when a remote module names a file that it may not read
     */
    String fromStack(String path, String shown);
}
