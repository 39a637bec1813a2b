package dev.setpoint.cli.render;

import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;

/** What was tried on a stack and how it went, for a job summary or a comment in CI: failures first. */
public final class ProofsMarkdown {

    /** Begins with a heading; ends with a line break. */
    public String render(Proofs proofs) {
        var page = new StringBuilder("### Verifying stack ")
                .append(Markdown.code(proofs.stack()))
                .append("\n\n**")
                .append(Markdown.text(ProofsText.counts(proofs)))
                .append("**\n");
        if (proofs.objects().isEmpty()) {
            return page.toString();
        }
        page.append("\n| | resource | check | |\n|---|---|---|---|\n");
        for (var verdict : new Check.Verdict[] {Check.Verdict.FAIL, Check.Verdict.UNCHECKED, Check.Verdict.PASS}) {
            proofs.objects()
                    .forEach(object -> object.checks().stream()
                            .filter(check -> check.verdict() == verdict)
                            .forEach(check -> page.append("| %s | %s | %s | %s |\n"
                                    .formatted(
                                            sign(verdict),
                                            Markdown.code(object.address().text()),
                                            Markdown.code(check.name()),
                                            Markdown.code(check.detail())))));
        }
        return page.toString();
    }

    private static String sign(Check.Verdict verdict) {
        return switch (verdict) {
            case PASS -> "✓";
            case FAIL -> "✗";
            case UNCHECKED -> "?";
        };
    }
}
