package dev.setpoint.engine.expression.cel.function;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.SimpleType;
import dev.setpoint.engine.expression.EvaluationException;
import dev.setpoint.engine.expression.TextFiles;
import java.util.List;

/** Functions that read files of the spec. */
final class FileFunctions {

    private FileFunctions() {}

    @Immutable
    private interface Reading {
        String of(TextFiles files, String path);
    }

    static List<Definition> own() {
        return List.of(function("file", TextFiles::text), function("path", TextFiles::path));
    }

    private static Definition function(String name, Reading reading) {
        return Definition.global(name, arguments -> read(arguments, reading))
                .taking(SimpleType.STRING, SimpleType.STRING);
    }

    private static Object read(Arguments arguments, Reading reading) {
        var path = arguments.text(0);
        if (!TextFiles.HERE.isBound()) {
            throw arguments.failure("SP0354", "`" + path + "` cannot be read: there is no stack that it belongs to.");
        }
        try {
            return arguments.made(reading.of(TextFiles.HERE.get(), path));
        } catch (EvaluationException e) {
            throw arguments.failure(e.code(), e.text());
        }
    }
}
