package dev.setpoint.provider.sandbox.contract;

import dev.setpoint.engine.diagnostic.Source;
import dev.setpoint.provider.sandbox.faults.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A stack of the examples folder, or of the benchmarks, whose resource blocks can be put into another order. */
record Example(String head, List<String> blocks, String tail) {

    private static final Pattern BLOCK = Pattern.compile("(?m)^(?=  [a-z][A-Za-z0-9]*:$)");

    private static final Pattern TYPE = Pattern.compile("(?m)^    type: (\\S+)$");

    static Example of(String name) throws IOException {
        var text = Files.readString(Trial.file(name));
        var start = text.indexOf("\nresources:\n") + "\nresources:\n".length();
        var end = text.indexOf("\noutputs:\n", start);
        var parts =
                new ArrayList<>(BLOCK.splitAsStream(text.substring(start, end)).toList());
        var comment = BLOCK.matcher(parts.getFirst()).lookingAt() ? "" : parts.removeFirst();
        return new Example(text.substring(0, start) + comment, parts, text.substring(end));
    }

    /** Returns the example without the blocks that this cloud cannot do. */
    Example on(Cloud cloud) {
        return new Example(
                head,
                blocks.stream()
                        .filter(block -> !KnownGaps.lacksUnderPolicies(cloud, type(block)))
                        .toList(),
                tail);
    }

    private static String type(String block) {
        var type = TYPE.matcher(block);
        return type.find() ? type.group(1) : "";
    }

    Source source() {
        return source(blocks);
    }

    Source shuffled(Random random) {
        var order = new ArrayList<>(blocks);
        Collections.shuffle(order, random);
        return source(order);
    }

    private Source source(List<String> order) {
        return new Source("setpoint.yaml", head + String.join("\n", order) + tail);
    }
}
