package dev.setpoint.engine.stack;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.spi.Finding;
import dev.setpoint.engine.value.PropertyPath;

/** Diagnostic of what a provider finds about a resource, at its place in the spec. */
public final class FindingDiagnostic {

    private FindingDiagnostic() {}

    /**
     * Makes the diagnostic.
     *
     * @param error code for an obstacle
     * @param warning code for anything else
     */
    public static Diagnostic of(Stack stack, Finding finding, String error, String warning) {
        var place = stack.resource(finding.address())
                .map(found -> finding.property()
                        .map(path -> found.properties().spanAt(PropertyPath.parse(path)))
                        .orElse(found.span()));
        var message = "`" + finding.address() + "`: " + finding.sentence();
        return (finding.kind() == Finding.Kind.OBSTACLE
                        ? Diagnostic.error(error, message)
                        : Diagnostic.warning(warning, message))
                .at(place)
                .hint(finding.hint());
    }
}
