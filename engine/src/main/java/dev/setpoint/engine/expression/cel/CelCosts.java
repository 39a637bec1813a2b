package dev.setpoint.engine.expression.cel;

import dev.cel.common.values.CelByteString;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.cel.value.CelList;
import dev.setpoint.engine.expression.cel.value.CelMap;
import dev.setpoint.engine.pattern.LinearPattern;
import dev.setpoint.engine.pattern.RefusedPatternException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Costs of functions, known from their arguments before they are called. */
record CelCosts(Budget budget) {

    /** Characters that two texts of usual sizes compare at most when one is looked for in the other. */
    private static final int COMPARED_PER_STEP = 1_024;

    void pay(CelCalls.Call call, List<Object> values) {
        var first = values.getFirst();
        var last = values.getLast();
        switch (call.function()) {
            case "_+_" -> budget.make((call.growing() ? 0 : size(first)) + size(last));
            case "join" -> join(first, values.size() > 1 ? last : "");
            case "replace" -> replace(values);
            case "split" -> split(first, values.get(1));
            case "_==_", "_!=_" -> compared(first, last);
            case "@in" -> among(first, last);
            case "matches" -> matches(first, last);
            case "contains", "indexOf", "lastIndexOf" -> sought(first, values.size() > 1 ? values.get(1) : "");
            case "quote" -> budget.make(2 * size(first));
            case "string", "bytes", "lowerAscii", "upperAscii", "trim", "reverse", "substring", "charAt" ->
                budget.make(text(first));
            default -> values.forEach(value -> budget.look(text(value)));
        }
    }

    private void join(Object list, Object separator) {
        if (list instanceof Collection<?> items) {
            budget.step(items.size());
            var size = text(separator) * Math.max(0, items.size() - 1);
            for (var item : items) {
                size += text(item);
            }
            budget.make(size);
        }
    }

    private void replace(List<Object> values) {
        if (values.size() < 3
                || !(values.get(0) instanceof String text)
                || !(values.get(1) instanceof String old)
                || !(values.get(2) instanceof String by)) {
            return;
        }
        var limit = values.size() > 3 && values.get(3) instanceof Long most && most >= 0 ? most : Long.MAX_VALUE;
        var found = Math.min(limit, occurrences(text, old));
        budget.make(text.length() + found * Math.max(0, by.length() - old.length()));
    }

    private void split(Object text, Object separator) {
        if (text instanceof String whole && separator instanceof String between) {
            budget.make(whole.length() + Budget.ELEMENT * (occurrences(whole, between) + 1));
        }
    }

    /** An empty text is found before each character and at the end. */
    private long occurrences(String text, String part) {
        sought(text, part);
        if (part.isEmpty()) {
            return text.length() + 1L;
        }
        var count = 0L;
        for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    /** To look for a text may compare all of it at each place. */
    private void sought(Object text, Object part) {
        budget.look(text(text));
        budget.step(text(text) * text(part) / COMPARED_PER_STEP);
    }

    private void matches(Object text, Object pattern) {
        if (text instanceof String searched && pattern instanceof String written) {
            searched(written, searched.length());
        }
    }

    /** A pattern that is refused costs nothing: it is not used. */
    private void searched(String pattern, int characters) {
        try {
            budget.step((long) characters * LinearPattern.of(pattern).size() / Budget.TRIED_PER_STEP);
        } catch (RefusedPatternException refused) {
            budget.step(pattern.length());
        }
    }

    private void among(Object element, Object whole) {
        if (whole instanceof Map<?, ?> map) {
            budget.step(map instanceof CelMap ? 1 : map.size());
        } else if (whole instanceof Collection<?> items && !(items instanceof CelList)) {
            for (var item : items) {
                compared(element, item);
            }
        }
    }

    /** Compares no deeper than both are alike in kind. Values of the spec are paid for as they are read. */
    private void compared(Object one, Object other) {
        budget.step(1);
        switch (one) {
            case CelList _, CelMap _ -> {}
            case Collection<?> items
            when other instanceof Collection<?> others
                    && !(others instanceof CelList)
                    && items.size() == others.size() -> {
                var next = others.iterator();
                for (var item : items) {
                    if (next.hasNext()) {
                        compared(item, next.next());
                    }
                }
            }
            case Map<?, ?> entries
            when other instanceof Map<?, ?> others && !(others instanceof CelMap) && entries.size() == others.size() ->
                entries.forEach((name, value) -> {
                    var matching = others.get(name);
                    if (matching != null) {
                        compared(value, matching);
                    }
                });
            default -> budget.look(Math.min(text(one), text(other)));
        }
    }

    private static long size(Object value) {
        return value instanceof Collection<?> items ? (long) Budget.ELEMENT * items.size() : text(value);
    }

    private static long text(Object value) {
        return switch (value) {
            case String text -> text.length();
            case CelByteString bytes -> bytes.size();
            default -> 0;
        };
    }
}
