package dev.setpoint.provider.sandbox.facts;

import java.util.Map;

/**
 * One call of a service.
 *
 * @param service such as {@code s3}
 * @param operation as AWS spells it: {@code PutObject}
 * @param parameters members of the request as AWS spells them; {@code Body} is the text of an object
 */
record Call(String service, String operation, String region, Map<String, Object> parameters) {

    @Override
    public String toString() {
        return service + " " + operation + " " + parameters;
    }
}
