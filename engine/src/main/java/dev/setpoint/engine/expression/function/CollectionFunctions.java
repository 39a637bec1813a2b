package dev.setpoint.engine.expression.function;

import java.util.List;

/** CEL's functions and macros of lists and maps. */
final class CollectionFunctions {

    static final List<LanguageFunction> ALL = List.of(
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "size(list|map|string): int",
                    "Counts the elements of a list, the entries of a map or the characters of a text.",
                    "size([1, 2])",
                    "2"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.all(name, bool): bool",
                    "Tells whether the condition holds of every element or key; with two names, of every index and element or key and value.",
                    "{'a': 1}.all(k, v, k == 'a' && v == 1)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.exists(name, bool): bool",
                    "Tells whether the condition holds of some element or key; with two names, of some index and element or key and value.",
                    "[1, 2].exists(n, n > 1)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.exists_one(name, bool): bool",
                    "Tells whether the condition holds of exactly one element or key.",
                    "[1, 2].exists_one(n, n > 1)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.existsOne(name, name, bool): bool",
                    "Tells whether the condition holds of exactly one index and element, or key and value.",
                    "{'a': 1, 'b': 2}.existsOne(k, v, v > 1)",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.map(name, T): list",
                    "Computes something from every element or key; with three arguments, from those of which the second holds.",
                    "[1, 2].map(n, n * 10)",
                    "[10, 20]"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.filter(name, bool): list",
                    "Keeps the elements or keys of which the condition holds.",
                    "[1, 2, 3].filter(n, n != 2)",
                    "[1, 3]"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.transformList(name, name, T): list",
                    "Computes a list from every index and element, or key and value; a condition may stand before the last argument.",
                    "{'a': 1, 'b': 2}.transformList(k, v, k + string(v))",
                    "[\"a1\", \"b2\"]"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.transformMap(name, name, T): map",
                    "Computes a new value for every key; a condition may stand before the last argument.",
                    "{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v * 10)",
                    "{\"b\": 20}"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "x.transformMapEntry(name, name, map): map",
                    "Computes a map of one entry from every index and element, or key and value, and joins them.",
                    "['a', 'b'].transformMapEntry(i, s, {s: i})",
                    "{\"a\": 0, \"b\": 1}"),
            LanguageFunction.standard(
                    FunctionGroup.COLLECTIONS,
                    "cel.bind(name, T, U): U",
                    "Gives a value a name in an expression.",
                    "cel.bind(n, 2 + 3, n * n)",
                    "25"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.distinct(): list",
                    "Removes elements that are there already.",
                    "['b', 'a', 'b'].distinct()",
                    "[\"b\", \"a\"]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.flatten(): list",
                    "Puts the elements of the lists in a list in their place; with a number, to this depth.",
                    "[[1], [2, 3]].flatten()",
                    "[1, 2, 3]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.reverse(): list",
                    "Turns a list or a text round.",
                    "[1, 2, 3].reverse()",
                    "[3, 2, 1]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.slice(int, int): list",
                    "Gives the elements from one index up to another, which is not included.",
                    "['a', 'b', 'c'].slice(1, 3)",
                    "[\"b\", \"c\"]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.sort(): list",
                    "Sorts texts, numbers or booleans in ascending order.",
                    "['b', 'a'].sort()",
                    "[\"a\", \"b\"]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.first(): T?",
                    "Gives the first element; nothing if the list is empty.",
                    "['a', 'b'].first()",
                    "\"a\""),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "x.last(): T?",
                    "Gives the last element; nothing if the list is empty.",
                    "[].last()",
                    "null"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "lists.range(int): list",
                    "Gives the whole numbers from 0 up to another, which is not included.",
                    "lists.range(3)",
                    "[0, 1, 2]"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "sets.contains(list, list): bool",
                    "Tells whether the first list has all elements of the second.",
                    "sets.contains([1, 2, 3], [3, 1])",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "sets.equivalent(list, list): bool",
                    "Tells whether two lists have the same elements, in any order and number.",
                    "sets.equivalent([1, 2], [2, 1, 1])",
                    "true"),
            LanguageFunction.standard(
                    FunctionGroup.LISTS,
                    "sets.intersects(list, list): bool",
                    "Tells whether two lists have an element in common.",
                    "sets.intersects([1, 2], [2, 3])",
                    "true"));

    private CollectionFunctions() {}
}
