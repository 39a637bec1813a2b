package dev.setpoint.provider.sandbox.facts;

import dev.setpoint.engine.value.Value;
import java.util.Optional;

/**
 * An answer to a call.
 *
 * @param status of HTTP
 * @param code of the error; empty for success
 * @param fields members of the answer, with names as AWS spells them, first letter in lower case; empty for an error
 */
record Answer(int status, Optional<String> code, Value.Map fields) {

    boolean isSuccess() {
        return code.isEmpty() && status < 300;
    }

    static Answer error(int status, String code) {
        return new Answer(status, Optional.of(code), Value.Map.EMPTY);
    }
}
