package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.ProofCounts;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;

/** Results of verify, for a job summary or a comment in CI: failures first. */
final class ProofsMarkdown {

    private ProofsMarkdown() {}

    static String page(Proofs proofs) {
        var page = new StringBuilder("### Verifying stack ")
                .append(MarkdownText.code(proofs.stack()))
                .append("\n\n**")
                .append(MarkdownText.text(ProofCounts.sentence(proofs)))
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
                                            MarkdownText.code(object.address().text()),
                                            MarkdownText.code(check.name()),
                                            MarkdownText.code(check.detail())))));
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
