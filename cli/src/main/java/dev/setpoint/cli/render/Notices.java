package dev.setpoint.cli.render;

import dev.setpoint.engine.address.Address;
import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.plan.Preview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Notices above the changes in a comment: what is forbidden, what would be lost, and warnings. */
final class Notices {

    /** So many resources are named in one sentence; more are counted by block. */
    private static final int NAMED = 30;

    private final int room;

    /** @param room for each kind of notice */
    Notices(int room) {
        this.room = room;
    }

    String of(Preview plan, List<Diagnostic> warnings) {
        return block("CAUTION", "Blocked, so that nothing of this plan can be applied:", forbidden(plan))
                + block(
                        "CAUTION",
                        "This " + (Losses.depend(Losses.of(plan).keySet()) ? "may destroy" : "destroys") + " data:",
                        losses(plan))
                + block("NOTE", "", Caveats.of(plan, Markdown::code))
                + block("WARNING", "", warnings.stream().map(Notices::placed).toList());
    }

    /** As many of the notices as there is room for, and the number of the others. */
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

    private static List<String> forbidden(Preview plan) {
        return plan.forbidden().stream()
                .flatMap(change -> change.target().forbidden().stream())
                .distinct()
                .map(why -> placed(why)
                        + why.hint().map(hint -> ", " + Markdown.code(hint)).orElse(""))
                .toList();
    }

    private static String placed(Diagnostic problem) {
        return Markdown.code(problem.message())
                + problem.span().map(span -> ", " + Markdown.code(span.place())).orElse("");
    }

    /** The same loss is told once, with all that suffer it. */
    private static List<String> losses(Preview plan) {
        var bySentence = new LinkedHashMap<String, List<Address>>();
        Losses.of(plan)
                .forEach((change, sentences) -> bySentence
                        .computeIfAbsent(String.join(" ", sentences), _ -> new ArrayList<>())
                        .add(change.address()));
        var losses = new ArrayList<String>();
        bySentence.forEach((sentence, addresses) -> losses.add(names(addresses) + ": " + Markdown.text(sentence)));
        return losses;
    }

    private static String names(List<Address> addresses) {
        if (addresses.size() <= NAMED) {
            return addresses.stream()
                    .map(address -> Markdown.code(address.text()))
                    .collect(Collectors.joining(", "));
        }
        var blocks = addresses.stream()
                .collect(Collectors.groupingBy(Address::block, LinkedHashMap::new, Collectors.counting()));
        var named = blocks.entrySet().stream()
                .limit(NAMED)
                .map(block -> Markdown.code(block.getKey())
                        + (block.getValue() > 1 ? " (%s instances)".formatted(block.getValue()) : ""))
                .collect(Collectors.joining(", "));
        var more = blocks.entrySet().stream()
                .skip(NAMED)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return more > 0 ? named + " and %s more".formatted(more) : named;
    }
}
