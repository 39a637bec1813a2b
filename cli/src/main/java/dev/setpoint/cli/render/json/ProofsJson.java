package dev.setpoint.cli.render.json;

import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.value.Value;
import dev.setpoint.engine.verify.Proofs;
import java.util.LinkedHashMap;
import java.util.Locale;

/** Results of verify, for a program. */
final class ProofsJson {

    private ProofsJson() {}

    static Value.Map document(Proofs proofs) {
        var members = new LinkedHashMap<String, Value>();
        members.put("stack", Value.of(proofs.stack()));
        for (var verdict : Check.Verdict.values()) {
            members.put(name(verdict), Value.of(proofs.count(verdict)));
        }
        members.put(
                "resources",
                Value.of(proofs.objects().stream().map(ProofsJson::object).toList()));
        return new Value.Map(members);
    }

    private static Value.Map object(Proofs.Proof proof) {
        var members = new LinkedHashMap<String, Value>();
        members.put("address", Value.of(proof.address().text()));
        members.put("type", Value.of(proof.type().text()));
        members.put("id", Value.of(proof.identity().value()));
        members.put(
                "checks",
                Value.of(proof.checks().stream().map(ProofsJson::check).toList()));
        return new Value.Map(members);
    }

    private static Value.Map check(Check check) {
        var members = new LinkedHashMap<String, Value>();
        members.put("name", Value.of(check.name()));
        members.put("verdict", Value.of(name(check.verdict())));
        members.put("detail", Value.of(check.detail()));
        return new Value.Map(members);
    }

    private static String name(Check.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
