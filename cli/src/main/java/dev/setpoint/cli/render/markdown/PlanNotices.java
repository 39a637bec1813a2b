package dev.setpoint.cli.render.markdown;

import dev.setpoint.cli.render.model.PlanModel;
import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Notices above the changes in a comment: blockers, data losses, limitations and warnings. */
final class PlanNotices {

    /** Number of resources that one sentence names; more are counted by block. */
    private static final int NAMED = 30;

    private final int room;

    /** @param room for each kind of notice */
    PlanNotices(int room) {
        this.room = room;
    }

    String of(PlanModel plan, List<Diagnostic> warnings) {
        return block("CAUTION", "Blocked, so nothing in this plan can be applied:", blockers(plan))
                + block(
                        "CAUTION",
                        "This " + (plan.losses().isCertain() ? "destroys" : "may destroy") + " data:",
                        losses(plan))
                + block("NOTE", "", plan.limitations().sentences(MarkdownText::code))
                + block(
                        "WARNING",
                        "",
                        warnings.stream().map(PlanNotices::placed).toList());
    }

    /** Writes as many notices as there is room for, and the number of the others. */
    private String block(String kind, String title, List<String> notices) {
        if (notices.isEmpty()) {
            return "";
        }
        var page = new StringBuilder("> [!" + kind + "]\n" + (title.isEmpty() ? "" : "> " + title + "\n"));
        for (var i = 0; i < notices.size(); i++) {
            if (i > 0 && page.length() + notices.get(i).length() > room) {
                page.append("> - %s more of these: see below, or run `setpoint plan`.\n".formatted(notices.size() - i));
                break;
            }
            page.append("> - ").append(notices.get(i)).append('\n');
        }
        return page.append('\n').toString();
    }

    private static List<String> blockers(PlanModel plan) {
        return plan.blockers().stream()
                .map(why -> placed(why)
                        + why.hint().map(hint -> ", " + MarkdownText.code(hint)).orElse(""))
                .toList();
    }

    private static String placed(Diagnostic problem) {
        return MarkdownText.code(problem.message())
                + problem.span()
                        .map(span -> ", " + MarkdownText.code(span.place()))
                        .orElse("");
    }

    /** Writes equal losses once, with the resources that have them. */
    private static List<String> losses(PlanModel plan) {
        var losses = new ArrayList<String>();
        plan.losses()
                .addresses()
                .forEach((sentence, addresses) -> losses.add(names(addresses) + ": " + MarkdownText.text(sentence)));
        return losses;
    }

    private static String names(List<Address> addresses) {
        if (addresses.size() <= NAMED) {
            return addresses.stream()
                    .map(address -> MarkdownText.code(address.text()))
                    .collect(Collectors.joining(", "));
        }
        var blocks = addresses.stream()
                .collect(Collectors.groupingBy(Address::block, LinkedHashMap::new, Collectors.counting()));
        var named = blocks.entrySet().stream()
                .limit(NAMED)
                .map(block -> MarkdownText.code(block.getKey())
                        + (block.getValue() > 1 ? " (%s instances)".formatted(block.getValue()) : ""))
                .collect(Collectors.joining(", "));
        var more = blocks.entrySet().stream()
                .skip(NAMED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return more > 0 ? named + " and %s more".formatted(more) : named;
    }
}
