package dev.setpoint.cli.render.model;

import dev.setpoint.engine.value.Value;

/** Values that are known only after an apply. */
public final class KnownAfterApply {

    private KnownAfterApply() {}

    /** Returns true when some part of a value is not known yet; secrets are not looked into. */
    public static boolean in(Value value) {
        return switch (value) {
            case Value.Unknown _ -> true;
            case Value.Map(var entries) -> entries.values().stream().anyMatch(KnownAfterApply::in);
            case Value.List(var items) -> items.stream().anyMatch(KnownAfterApply::in);
            case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Secret _, Value.Redacted _ -> false;
        };
    }
}
