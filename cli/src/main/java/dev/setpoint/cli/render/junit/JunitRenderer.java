package dev.setpoint.cli.render.junit;

import dev.setpoint.cli.render.model.Markup;
import dev.setpoint.cli.render.spi.Renderer;
import dev.setpoint.cli.render.spi.Writer;
import dev.setpoint.engine.spi.Check;
import dev.setpoint.engine.verify.Proofs;
import java.util.Optional;

/** The format {@code junit}: a test suite for each resource that verify checks, a test case for each check. */
public final class JunitRenderer implements Renderer {

    @Override
    public Optional<Writer<Proofs>> proofs() {
        return Optional.of((proofs, _) -> document(proofs));
    }

    private static String document(Proofs proofs) {
        var page = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var all = proofs.objects().stream()
                .mapToInt(object -> object.checks().size())
                .sum();
        page.append("<testsuites name=\"%s\" tests=\"%s\" failures=\"%s\" skipped=\"%s\">%n"
                .formatted(
                        attribute(proofs.stack()),
                        all,
                        proofs.count(Check.Verdict.FAIL),
                        proofs.count(Check.Verdict.UNCHECKED)));
        proofs.objects().forEach(object -> suite(object, page));
        return page.append("</testsuites>\n").toString();
    }

    private static void suite(Proofs.Proof proof, StringBuilder page) {
        page.append("  <testsuite name=\"%s\" tests=\"%s\" failures=\"%s\" skipped=\"%s\">%n"
                .formatted(
                        attribute(proof.address().text()),
                        proof.checks().size(),
                        count(proof, Check.Verdict.FAIL),
                        count(proof, Check.Verdict.UNCHECKED)));
        for (var check : proof.checks()) {
            page.append("    <testcase classname=\"%s\" name=\"%s\""
                    .formatted(attribute(proof.address().text()), attribute(check.name())));
            var detail = attribute(check.detail());
            page.append(
                    switch (check.verdict()) {
                        case PASS -> "/>\n";
                        case FAIL -> "><failure message=\"" + detail + "\"/></testcase>\n";
                        case UNCHECKED -> "><skipped message=\"" + detail + "\"/></testcase>\n";
                    });
        }
        page.append("  </testsuite>\n");
    }

    private static long count(Proofs.Proof proof, Check.Verdict verdict) {
        return proof.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .count();
    }

    private static String attribute(String text) {
        return Markup.escaped(text);
    }
}
