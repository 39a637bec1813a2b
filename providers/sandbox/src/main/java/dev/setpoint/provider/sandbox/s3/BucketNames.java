package dev.setpoint.provider.sandbox.s3;

import java.util.List;
import java.util.regex.Pattern;

/** Rules for the name of a new bucket. See behaviour.md#s3-bucket-limits. */
final class BucketNames {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
    private static final List<String> RESERVED_STARTS = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_ENDS =
            List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an");

    private BucketNames() {}

    static boolean valid(String name) {
        return NAME.matcher(name).matches()
                && !name.contains("..")
                && !IP_ADDRESS.matcher(name).matches()
                && RESERVED_STARTS.stream().noneMatch(name::startsWith)
                && RESERVED_ENDS.stream().noneMatch(name::endsWith);
    }
}
