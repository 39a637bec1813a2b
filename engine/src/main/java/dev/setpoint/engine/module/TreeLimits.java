package dev.setpoint.engine.module;

/**
 * Limits of a module's copy, so that a hostile source cannot fill memory or disk.
 *
 * @param bytes of all files together, of a download, and of the objects that git fetches
 * @param entries files, folders and links
 * @param depth folders inside one another
 * @param ratio bytes of an archive's content for one byte of the archive
 */
public record TreeLimits(long bytes, int entries, int depth, int ratio) {

    private static final long MEGABYTE = 1_000_000;

    public static final TreeLimits DEFAULT = new TreeLimits(128 * MEGABYTE, 20_000, 32, 200);

    /** Content up to this size is never a bomb, whatever its ratio; in bytes. */
    public static final long SMALL = MEGABYTE;

    /** Characters of the bytes' limit in a sentence. */
    public String size() {
        return bytes >= MEGABYTE ? bytes / MEGABYTE + " MB" : bytes + " bytes";
    }
}
