package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Functions that take values that may be absent, and leave them out. */
final class GatheringFunctions {

    static final String NON_EMPTY = "nonEmpty";
    static final String PRUNE = "prune";

    /** Any map, or none, as a map of any values. */
    static final String OPEN = "cel.@open";

    private static final TypeParamType K = TypeParamType.create("K");
    private static final TypeParamType V = TypeParamType.create("V");
    private static final MapType MAP = MapType.create(K, V);

    private GatheringFunctions() {}

    static List<Definition> own() {
        return List.of(
                Definition.global(OPEN, arguments -> arguments.optional(0).orElse(Map.of()))
                        .taking(MapType.create(SimpleType.STRING, SimpleType.DYN), SimpleType.DYN),
                Definition.global("coalesce", arguments -> arguments.get(0)).taking(V, V),
                Definition.global(FunctionLibrary.COALESCE, GatheringFunctions::coalesce)
                        .taking(SimpleType.DYN, ListType.create(SimpleType.DYN)),
                emptied(NON_EMPTY, GatheringFunctions::nonEmpty),
                emptied(PRUNE, Pruning::prune),
                merging("merge", arguments -> Merging.merge(arguments, false)),
                merging("deepMerge", arguments -> Merging.merge(arguments, true)),
                Definition.global("without", Merging::without).taking(MAP, MAP, ListType.create(K)),
                Definition.global("lookup", GatheringFunctions::lookup).taking(V, MAP, K, V),
                Definition.global("zipmap", Merging::zipmap).taking(MAP, ListType.create(K), ListType.create(V)));
    }

    private static Definition emptied(String name, Definition.Body body) {
        var definition = Definition.global(name, body);
        for (var type : List.<CelType>of(ListType.create(V), MAP, SimpleType.STRING)) {
            var result = OptionalType.create(type);
            definition = definition.taking(result, type).taking(result, result);
        }
        return definition;
    }

    private static Definition merging(String name, Definition.Body body) {
        var kinds = new ArrayList<CelType>(List.of(MAP, OptionalType.create(MAP)));
        var definition = Definition.global(name, body);
        for (var one : kinds) {
            for (var other : kinds) {
                definition = definition.taking(MAP, one, other);
            }
        }
        return definition;
    }

    private static Object nonEmpty(Arguments arguments) {
        return arguments.optional(0).filter(value -> switch (value) {
            case String text -> !text.isEmpty();
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> entries -> !entries.isEmpty();
            default -> true;
        });
    }

    private static Object coalesce(Arguments arguments) {
        return arguments.items(0).stream()
                .flatMap(item -> Arguments.present(item.read()).stream())
                .findFirst()
                .orElse(NullValue.NULL_VALUE);
    }

    private static Object lookup(Arguments arguments) {
        return arguments.get(0) instanceof Map<?, ?> map
                ? Optional.ofNullable(map.get(arguments.get(1)))
                        .flatMap(Arguments::present)
                        .orElse(arguments.get(2))
                : arguments.get(2);
    }
}
