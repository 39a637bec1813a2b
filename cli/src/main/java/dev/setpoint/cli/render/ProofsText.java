package dev.setpoint.cli.render;

import dev.setpoint.engine.diagnostic.Printable;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;

/** What was tried on a stack and how it went, for a person. */
public final class ProofsText {

    private final Style style;

    public ProofsText(Style style) {
        this.style = style;
    }

    public String render(Proofs proofs) {
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
        return page.append(summary(proofs)).append('\n').toString();
    }

    private String sign(Check.Verdict verdict) {
        return switch (verdict) {
            case PASS -> style.added("✓");
            case FAIL -> style.danger("✗");
            case UNCHECKED -> style.changed("?");
        };
    }

    /** In one sentence. */
    static String summary(Proofs proofs) {
        return "Stack " + Printable.line(proofs.stack()) + ": " + counts(proofs);
    }

    static String counts(Proofs proofs) {
        if (proofs.objects().isEmpty()) {
            return "there is nothing of which anything could be proved.";
        }
        return "%s checks passed, %s failed, %s could not be made."
                .formatted(
                        proofs.count(Check.Verdict.PASS),
                        proofs.count(Check.Verdict.FAIL),
                        proofs.count(Check.Verdict.UNCHECKED));
    }
}
