package dev.setpoint.engine.address;

import java.util.List;
import java.util.Random;

/** Addresses of every form, with keys that hold whatever an address gives a meaning to. */
final class RandomAddresses {

    private static final List<String> NAMES = List.of("a", "b", "bucket", "buckets", "a1", "storage", "datas", "Data");

    private static final List<String> PIECES = List.of(
            "a",
            "eu",
            "\"",
            "\\",
            "\\\"",
            ".",
            "[",
            "]",
            "[\"",
            "\"]",
            "'",
            " ",
            "data",
            "\n",
            "\u0000",
            "ä",
            "日本",
            "\uD83D\uDE00",
            "\u202E",
            "/",
            "0");

    private final Random random;

    RandomAddresses(long seed) {
        random = new Random(seed);
    }

    Address next() {
        var module = ModulePath.ROOT;
        for (var depth = random.nextInt(4); depth > 0; depth--) {
            module = random.nextBoolean() ? module.call(one(NAMES)) : module.call(one(NAMES), text());
        }
        var block = random.nextInt(4) == 0 ? Address.data(one(NAMES)) : Address.resource(one(NAMES));
        return (random.nextBoolean() ? block : block.instance(text())).in(module);
    }

    /** The text of an address with a piece put in or taken out, or no such text at all. */
    String damaged() {
        var text = new StringBuilder(random.nextInt(5) == 0 ? text() : next().text());
        for (var times = random.nextInt(3); times > 0; times--) {
            var at = random.nextInt(text.length() + 1);
            if (random.nextBoolean() || at == text.length()) {
                text.insert(at, one(PIECES));
            } else {
                text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private String text() {
        var text = new StringBuilder();
        for (var pieces = random.nextInt(6); pieces > 0; pieces--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    private String one(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
