package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.cel.value.Part;
import dev.setpoint.engine.value.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** CEL's functions of lists and sets. They take time in proportion to the lists, and read no element needlessly. */
final class ListFunctions {

    private ListFunctions() {}

    static List<Definition> standard() {
        return List.of(
                Definition.member("slice", ListFunctions::slice),
                Definition.member("flatten", ListFunctions::flatten),
                Definition.member("distinct", ListFunctions::distinct),
                Definition.member("sort", ListFunctions::sort),
                Definition.global("lists.range", ListFunctions::range),
                Definition.global(
                        "sets.contains", arguments -> canonical(arguments, 0).containsAll(canonical(arguments, 1))),
                Definition.global(
                        "sets.equivalent", arguments -> canonical(arguments, 0).equals(canonical(arguments, 1))),
                Definition.global("sets.intersects", ListFunctions::intersects));
    }

    static Object reverse(Arguments arguments) {
        return arguments.list(arguments.items(0).reversed());
    }

    private static Object slice(Arguments arguments) {
        var items = arguments.items(0);
        var from = arguments.number(1);
        var to = arguments.number(2);
        if (from < 0 || to < from || to > items.size()) {
            throw arguments.failure("`slice(" + from + ", " + to + ")` does not lie in a list of " + items.size()
                    + (items.size() == 1 ? " element." : " elements."));
        }
        return arguments.list(items.subList((int) from, (int) to));
    }

    private static Object flatten(Arguments arguments) {
        var depth = arguments.size() > 1 ? arguments.number(1) : 1;
        if (depth < 0) {
            throw arguments.failure("`flatten` needs a depth of 0 or more.");
        }
        var flat = new ArrayList<Part>();
        flatten(arguments, arguments.items(0), depth, flat);
        return arguments.list(flat);
    }

    private static void flatten(Arguments arguments, List<Part> items, long depth, List<Part> flat) {
        for (var item : items) {
            if (depth > 0 && item.read() instanceof List<?> inner) {
                var parts = new Arguments(arguments.function(), List.of(inner)).items(0);
                flatten(arguments, parts, depth - 1, flat);
            } else {
                flat.add(item);
            }
        }
    }

    private static Object distinct(Arguments arguments) {
        var seen = new TreeSet<String>();
        return arguments.list(arguments.items(0).stream()
                .filter(item -> seen.add(canonical(arguments, item)))
                .toList());
    }

    private static Set<String> canonical(Arguments arguments, int index) {
        var texts = new TreeSet<String>();
        arguments.items(index).forEach(item -> texts.add(canonical(arguments, item)));
        return texts;
    }

    /** Equal elements have equal texts. */
    private static String canonical(Arguments arguments, Part item) {
        return arguments.made(Json.canonical(arguments.whole(item.read())));
    }

    private static Object intersects(Arguments arguments) {
        var one = canonical(arguments, 0);
        return canonical(arguments, 1).stream().anyMatch(one::contains);
    }

    private static Object range(Arguments arguments) {
        var size = arguments.number(0);
        arguments.budget().make(Budget.ELEMENT * Math.clamp(size, 0L, (long) Integer.MAX_VALUE));
        var values = new ArrayList<Part>();
        for (var i = 0L; i < size; i++) {
            values.add(new Part.Computed(i));
        }
        return arguments.list(values);
    }

    private static Object sort(Arguments arguments) {
        var items = arguments.items(0);
        var values = new ArrayList<Object>();
        for (var item : items) {
            var value = item.read();
            values.add(value instanceof Number number ? new BigDecimal(number.toString()) : value);
        }
        var rounds = 64 - Long.numberOfLeadingZeros(items.size());
        values.forEach(value -> arguments.budget().look((long) rounds * (value instanceof String s ? s.length() : 1)));
        var order = sorted(arguments, values);
        return arguments.list(order.stream().map(items::get).toList());
    }

    /** The places of the elements in ascending order. */
    private static List<Integer> sorted(Arguments arguments, List<Object> values) {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < values.size(); i++) {
            order.add(i);
        }
        var kinds = values.stream().map(Object::getClass).distinct().toList();
        if (values.isEmpty()) {
            return order;
        }
        if (kinds.size() > 1) {
            throw arguments.failure("`sort` needs elements of one type.");
        }
        switch (values.getFirst()) {
            case String _ -> order.sort(Comparator.comparing(i -> (String) values.get(i)));
            case BigDecimal _ -> order.sort(Comparator.comparing(i -> (BigDecimal) values.get(i)));
            case Boolean _ -> order.sort(Comparator.comparing(i -> (Boolean) values.get(i)));
            default -> throw arguments.failure("`sort` orders texts, numbers and booleans only.");
        }
        return order;
    }
}
