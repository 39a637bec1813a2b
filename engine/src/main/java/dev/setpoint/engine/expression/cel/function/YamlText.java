package dev.setpoint.engine.expression.cel.function;

import dev.setpoint.engine.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Values as YAML: one line for each element, names sorted, so that equal values give equal text. */
final class YamlText {

    /** Larger whole numbers are written with an exponent. */
    private static final int MOST_ZEROS = 30;

    private YamlText() {}

    static String of(Value value) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setSplitLines(false);
        options.setDereferenceAliases(true);
        return new Yaml(options).dump(plain(value));
    }

    private static Object plain(Value value) {
        return switch (value) {
            case Value.Str(var text) -> text;
            case Value.Bool(var truth) -> truth;
            case Value.Num(var number) -> number(number);
            case Value.List(var items) -> {
                var plain = new ArrayList<Object>();
                items.forEach(item -> plain.add(plain(item)));
                yield plain;
            }
            case Value.Map(var entries) -> {
                var plain = new TreeMap<String, Object>();
                entries.forEach((name, item) -> plain.put(name, plain(item)));
                yield plain;
            }
            case Value.Null _, Value.Unknown _, Value.Redacted _, Value.Secret _ ->
                throw new IllegalStateException("The value has been read whole.");
        };
    }

    private static Object number(BigDecimal number) {
        return number.scale() <= 0 && number.precision() - number.scale() < MOST_ZEROS ? number.toBigInteger() : number;
    }
}
