package dev.setpoint.provider.sandbox.kms;

import dev.setpoint.provider.sandbox.table.Operation;
import dev.setpoint.provider.sandbox.table.PageMembers;
import dev.setpoint.provider.sandbox.table.Refusal;
import dev.setpoint.provider.sandbox.table.TagForm;
import dev.setpoint.provider.sandbox.table.TagOperations;
import dev.setpoint.provider.sandbox.table.TagRules;
import dev.setpoint.provider.sandbox.world.Service;
import java.util.List;

/** Tags of keys. A key that is not usable keeps its tags as they are. */
final class KeyTags {

    static final TagRules RULES =
            new TagRules(TagForm.TAG_KEY_TAG_VALUE, new Refusal(Service.KMS, "TagException", 400, "%s"));

    private static final TagOperations KEYS = new TagOperations(
            RULES,
            "keyId",
            (world, id) -> KmsPart.document(KmsPart.usable(world, id)),
            (world, id) -> KmsPart.document(KmsPart.key(world, id)));

    static final List<Operation> OPERATIONS = List.of(
            KEYS.add("tagResource"),
            KEYS.remove("untagResource"),
            KEYS.list("listResourceTags", KmsPart.PAGES, new PageMembers("nextMarker", "truncated")));

    private KeyTags() {}
}
