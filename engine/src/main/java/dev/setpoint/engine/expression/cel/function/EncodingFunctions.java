package dev.setpoint.engine.expression.cel.function;

import dev.cel.common.types.SimpleType;
import dev.setpoint.engine.diagnostic.Result;
import dev.setpoint.engine.document.Parser;
import dev.setpoint.engine.expression.Budget;
import dev.setpoint.engine.expression.Paths;
import dev.setpoint.engine.expression.cel.value.CelReading;
import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Functions from values to texts of other formats and back. */
final class EncodingFunctions {

    /** Characters of a text for each element that it may hold. */
    private static final int CHARS_PER_ELEMENT = 2;

    /** A number with more digits than a double has is none that anything can compute with. */
    private static final int MOST_DIGITS = 400;

    private EncodingFunctions() {}

    static List<Definition> own() {
        return List.of(
                encoding("json.encode", arguments -> arguments.made(Json.canonical(arguments.whole(0)))),
                decoding("json.decode", EncodingFunctions::json),
                encoding("yaml.encode", arguments -> arguments.made(YamlText.of(arguments.whole(0)))),
                decoding("yaml.decode", EncodingFunctions::yaml),
                text(
                        "base64.encode",
                        arguments -> arguments.made(Base64.getEncoder()
                                .encodeToString(arguments.text(0).getBytes(StandardCharsets.UTF_8)))),
                text("base64.decode", EncodingFunctions::base64),
                text("sha256", EncodingFunctions::sha256));
    }

    private static Definition encoding(String name, Definition.Body body) {
        return Definition.global(name, body).taking(SimpleType.STRING, SimpleType.DYN);
    }

    private static Definition decoding(String name, Definition.Body body) {
        return Definition.global(name, body).taking(SimpleType.DYN, SimpleType.STRING);
    }

    private static Definition text(String name, Definition.Body body) {
        return Definition.global(name, body).taking(SimpleType.STRING, SimpleType.STRING);
    }

    /** The text, paid for with all that it may hold. */
    private static String decoded(Arguments arguments) {
        var text = arguments.text(0);
        arguments.budget().make((long) Budget.ELEMENT * text.length() / CHARS_PER_ELEMENT);
        arguments.budget().step(text.length());
        return text;
    }

    private static Object json(Arguments arguments) {
        try {
            return result(arguments, Json.foreign(decoded(arguments)));
        } catch (IllegalArgumentException e) {
            throw arguments.failure("the text is not JSON: " + e.getMessage() + ".");
        }
    }

    private static Object yaml(Arguments arguments) {
        return switch (Parser.text(decoded(arguments))) {
            case Result.Ok<Value> parsed -> result(arguments, parsed.value());
            case Result.Failed<Value> failed ->
                throw arguments.failure("the text is not YAML: "
                        + failed.diagnostics().getFirst().message());
        };
    }

    private static Object result(Arguments arguments, Value value) {
        check(arguments, value);
        return CelReading.here().of(value.withoutNulls(), Paths.ANY);
    }

    private static void check(Arguments arguments, Value value) {
        arguments.budget().step(1);
        switch (value) {
            case Value.Num(var number)
            when Math.abs(number.scale()) + number.precision() > MOST_DIGITS ->
                throw arguments.failure("a number in the text has too many digits.");
            case Value.List(var items) -> items.forEach(item -> check(arguments, item));
            case Value.Map(var entries) -> entries.values().forEach(item -> check(arguments, item));
            default -> {}
        }
    }

    private static Object base64(Arguments arguments) {
        try {
            var bytes = Base64.getDecoder().decode(arguments.text(0));
            return arguments.made(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException _) {
            throw arguments.failure("the text is not Base64.");
        } catch (CharacterCodingException _) {
            throw arguments.failure("the text does not stand for UTF-8.");
        }
    }

    private static Object sha256(Arguments arguments) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(arguments.text(0).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java has SHA-256.", e);
        }
    }
}
