package dev.setpoint.engine.expression;

import java.util.List;
import java.util.Random;

/** Random well-typed expressions over the names of {@link PartlyKnownTest}. */
final class Expressions {

    enum Type {
        TEXT,
        INTEGER,
        NUMBER,
        BOOL,
        LIST,
        MAP;

        static Type any(Random random) {
            return values()[random.nextInt(values().length)];
        }
    }

    private final Random random;

    private Expressions(Random random) {
        this.random = random;
    }

    static String of(Random random, Type type, int depth) {
        return new Expressions(random).of(type, depth);
    }

    private String of(Type type, int depth) {
        if (depth == 0) {
            return pick(leaves(type));
        }
        if (random.nextInt(5) == 0) {
            var branch = "(" + of(Type.BOOL, depth - 1) + " ? " + of(type, depth - 1) + " : ";
            var other = of(type, depth - 1);
            return random.nextInt(6) == 0 ? branch + "null).orValue(" + other + ")" : branch + other + ")";
        }
        return switch (type) {
            case TEXT -> text(depth - 1);
            case INTEGER -> integer(depth - 1);
            case NUMBER -> number(depth - 1);
            case BOOL -> bool(depth - 1);
            case LIST -> list(depth - 1);
            case MAP -> map(depth - 1);
        };
    }

    private static List<String> leaves(Type type) {
        return switch (type) {
            case TEXT ->
                List.of(
                        "'a'",
                        "inputs.text",
                        "one.name",
                        "one.arn",
                        "all['a'].name",
                        "all[\"b\"].arn",
                        "inputs.empty.orValue('')");
            case INTEGER -> List.of("0", "3", "inputs.count", "one.size", "size(all)", "size(none)", "all.b.size");
            case NUMBER -> List.of("1.0", "2.5", "inputs.share", "one.ratio", "all.a.ratio");
            case BOOL ->
                List.of(
                        "true",
                        "false",
                        "inputs.on",
                        "one.up",
                        "all['a'].up",
                        "has(one.arn)",
                        "has(none.x)",
                        "'a' in all",
                        "size(none) > 0",
                        "inputs.empty == null");
            case LIST ->
                List.of(
                        "[]",
                        "inputs.words",
                        "one.zones",
                        "all.map(k, k)",
                        "all.map(k, all[k].name)",
                        "all.map(k, all[k].arn)",
                        "none.map(k, none[k].arn)");
            case MAP -> List.of("inputs.tags", "one.tags", "all['b'].tags");
        };
    }

    private String text(int depth) {
        return switch (random.nextInt(8)) {
            case 5 -> "lookup(" + of(Type.MAP, depth) + ", " + of(Type.TEXT, depth) + ", " + of(Type.TEXT, depth) + ")";
            case 6 ->
                "coalesce(when(" + of(Type.BOOL, depth) + ", " + of(Type.TEXT, depth) + "), " + of(Type.TEXT, depth)
                        + ")";
            case 7 -> of(Type.LIST, depth) + ".first().orValue(" + of(Type.TEXT, depth) + ")";
            case 0 -> "(" + of(Type.TEXT, depth) + " + " + of(Type.TEXT, depth) + ")";
            case 1 -> "string(" + of(random.nextBoolean() ? Type.INTEGER : Type.NUMBER, depth) + ")";
            case 2 -> of(Type.LIST, depth) + ".join(',')";
            case 3 -> of(Type.MAP, depth) + "[" + of(Type.TEXT, depth) + "]";
            default -> "(size(none) > 0 ? none['x'].name : " + of(Type.TEXT, depth) + ")";
        };
    }

    private String integer(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "size(" + of(Type.LIST, depth) + ")";
            case 1 -> "size(" + of(Type.MAP, depth) + ")";
            case 2 ->
                "(" + of(Type.INTEGER, depth) + pick(List.of(" + ", " - ", " * ", " / ")) + of(Type.INTEGER, depth)
                        + ")";
            default -> "size(" + of(Type.TEXT, depth) + ")";
        };
    }

    private String number(int depth) {
        var operator = pick(List.of(" + ", " - ", " * ", " / "));
        return random.nextBoolean()
                ? "(" + of(Type.NUMBER, depth) + operator + of(Type.INTEGER, depth) + ")"
                : "(" + of(Type.INTEGER, depth) + operator + of(Type.NUMBER, depth) + ")";
    }

    private String bool(int depth) {
        return switch (random.nextInt(7)) {
            case 0 -> "(" + of(Type.BOOL, depth) + pick(List.of(" && ", " || ")) + of(Type.BOOL, depth) + ")";
            case 1 -> "!(" + of(Type.BOOL, depth) + ")";
            case 2 -> "(" + of(Type.TEXT, depth) + pick(List.of(" == ", " != ")) + of(Type.TEXT, depth) + ")";
            case 3 ->
                "(" + of(Type.INTEGER, depth) + pick(List.of(" == ", " < ", " >= ")) + of(Type.NUMBER, depth) + ")";
            case 4 ->
                "(" + of(Type.TEXT, depth) + " in " + of(random.nextBoolean() ? Type.LIST : Type.MAP, depth) + ")";
            case 5 ->
                of(Type.LIST, depth) + pick(List.of(".exists", ".all")) + "(e, e == " + of(Type.TEXT, depth) + ")";
            default -> "all" + pick(List.of(".exists", ".all")) + "(k, all[k].name == " + of(Type.TEXT, depth) + ")";
        };
    }

    private String list(int depth) {
        return switch (random.nextInt(9)) {
            case 5 -> of(Type.LIST, depth) + pick(List.of(".reverse()", ".distinct()", ".sort()"));
            case 6 -> of(Type.MAP, depth) + ".transformList(k, v, v + " + of(Type.TEXT, depth) + ")";
            case 7 -> "nonEmpty(" + of(Type.LIST, depth) + ").orValue(" + of(Type.LIST, depth) + ")";
            case 8 -> "[" + of(Type.LIST, depth) + ", " + of(Type.LIST, depth) + "].flatten()";
            case 0 -> "[" + of(Type.TEXT, depth) + ", " + of(Type.TEXT, depth) + "]";
            case 1 -> "(" + of(Type.LIST, depth) + " + " + of(Type.LIST, depth) + ")";
            case 2 -> of(Type.LIST, depth) + ".map(e, e + " + of(Type.TEXT, depth) + ")";
            case 3 -> of(Type.LIST, depth) + ".filter(e, e != " + of(Type.TEXT, depth) + ")";
            default -> "all.map(k, " + of(Type.BOOL, depth) + ", all[k]." + pick(List.of("name", "arn")) + ")";
        };
    }

    private String map(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> "merge(" + of(Type.MAP, depth) + ", " + of(Type.MAP, depth) + ")";
            case 1 -> "deepMerge(" + of(Type.MAP, depth) + ", " + of(Type.MAP, depth) + ")";
            case 2 -> "without(" + of(Type.MAP, depth) + ", " + of(Type.LIST, depth) + ")";
            case 3 -> of(Type.MAP, depth) + ".transformMap(k, v, v + " + of(Type.TEXT, depth) + ")";
            default -> "{'a': " + of(Type.TEXT, depth) + ", 'z': " + of(Type.TEXT, depth) + "}";
        };
    }

    private String pick(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
