package dev.setpoint.cli.render.text;

import dev.setpoint.cli.render.model.ProofCounts;
import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;

/** Results of verify, for a person. */
public final class ProofsText {

    private final Style style;

    ProofsText(Style style) {
        this.style = style;
    }

    String render(Proofs proofs) {
        var page = new StringBuilder();
        for (var object : proofs.objects()) {
            page.append(style.strong(Printable.line(object.address().text())))
                    .append(" (")
                    .append(Printable.line(object.type().text()))
                    .append(' ')
                    .append(Printable.line(object.identity().value()))
                    .append(")\n");
            object.checks()
                    .forEach(check -> page.append("  ")
                            .append(sign(check.verdict()))
                            .append(' ')
                            .append(Printable.line(check.name()))
                            .append(": ")
                            .append(Printable.line(check.detail()))
                            .append('\n'));
            page.append('\n');
        }
        return page.append("Stack ")
                .append(Printable.line(proofs.stack()))
                .append(": ")
                .append(ProofCounts.sentence(proofs))
                .append('\n')
                .toString();
    }

    private String sign(Check.Verdict verdict) {
        return switch (verdict) {
            case PASS -> style.added("✓");
            case FAIL -> style.danger("✗");
            case UNCHECKED -> style.changed("?");
        };
    }
}
