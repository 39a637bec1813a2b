package dev.setpoint.engine.plan;

import dev.setpoint.engine.diagnostic.Diagnostic;
import dev.setpoint.engine.schema.annotation.Concern;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Facts about a change that a reviewer needs.
 *
 * @param dataLoss data that the change destroys by its type and properties, one sentence each
 * @param lossesFound further data found in the cloud that it destroys
 * @param forbidden reasons why it must not or cannot be made; a plan with such a change can be shown but not applied
 * @param concern subject of the type that a reviewer looks for
 */
public record ChangeNotes(
        List<String> dataLoss, List<String> lossesFound, List<Diagnostic> forbidden, Optional<Concern> concern) {

    /** Notes with only these data losses. */
    static ChangeNotes losing(List<String> dataLoss) {
        return new ChangeNotes(dataLoss, List.of(), List.of(), Optional.empty());
    }

    ChangeNotes withLossesFound(List<String> found) {
        return new ChangeNotes(dataLoss, found, forbidden, concern);
    }

    ChangeNotes concerning(Optional<Concern> subject) {
        return new ChangeNotes(dataLoss, lossesFound, forbidden, subject);
    }

    /** Returns these notes with more reasons against the change. */
    ChangeNotes forbidden(List<Diagnostic> more) {
        return forbiddenOnly(
                Stream.concat(forbidden.stream(), more.stream()).distinct().toList());
    }

    /** Returns these notes with only these reasons against the change. */
    ChangeNotes forbiddenOnly(List<Diagnostic> reasons) {
        return new ChangeNotes(dataLoss, lossesFound, reasons, concern);
    }
}
