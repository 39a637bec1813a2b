package dev.setpoint.cli.reference;

/**
 * One page of the reference.
 *
 * @param name as {@code setpoint docs} takes it: {@code aws.kms.key}, {@code data/aws.region}, {@code merge}
 * @param summary one sentence
 * @param markdown the whole page below a heading of the first level
 */
public record Page(Chapter chapter, String name, String summary, String markdown) {

    /** First sentence of a description. */
    static String summary(String description) {
        var end = description.indexOf(". ");
        return end < 0 ? description : description.substring(0, end + 1);
    }
}
