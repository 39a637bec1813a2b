package dev.setpoint.cli.plan.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.setpoint.engine.value.Json;
import dev.setpoint.engine.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Refusals of a saved plan whose file was changed. */
class ForgedPlanTest extends PlannedStore {

    @Test
    void anotherVersionOrFormat() throws IOException {
        planned("");
        forge(plan -> plan.with("setpoint", Value.of("9.9")));
        refused("SP0807", "made by Setpoint 9.9");
        forge(plan -> plan.with("formatVersion", Value.of(3)));
        refused("SP0802", "format 3");
    }

    @Test
    void anEditedOrTornFile() throws IOException {
        planned("");
        edit(text -> text.replace("store-demo", "store-edit"));
        refused("SP0803");
        edit(text -> text.substring(0, text.length() / 2));
        refused("SP0801");
    }

    @Test
    void everyMemberOfAForgedPlanIsChecked() throws IOException {
        applied();
        planned(" --input owner=crew");
        var honest = Files.readString(folder.resolve("saved.plan"));
        var forgeries = Forgeries.of(((Value.Map) Json.read(honest)).without("digest"));
        assertThat(forgeries).hasSizeGreaterThan(30);
        for (var forgery : forgeries.entrySet()) {
            write("saved.plan", honest);
            forge(_ -> (Value.Map) forgery.getValue());
            var before = contents();
            var run = run("apply saved.plan --auto-approve");
            assertThat(run.code()).as(forgery.getKey()).isEqualTo(1);
            assertThat(run.err()).as(forgery.getKey()).startsWith("error[SP0");
            assertThat(contents()).as(forgery.getKey()).isEqualTo(before);
        }
    }
}
