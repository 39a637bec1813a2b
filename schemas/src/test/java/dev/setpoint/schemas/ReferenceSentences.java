package dev.setpoint.schemas;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sentences about the objects that properties name, made from {@code x-refersTo} and added to descriptions. */
final class ReferenceSentences {

    private static final String KEYWORD = "x-refersTo";

    private ReferenceSentences() {}

    /** Adds a sentence to the description of each property that names an object, or whose elements do. */
    static void describe(JsonNode schema) {
        if (schema instanceof ObjectNode part && part.path("description").isString()) {
            Stream.of(part.path(KEYWORD), part.path("items").path(KEYWORD))
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .ifPresent(reference ->
                            part.put("description", part.path("description").asString("") + " " + sentence(reference)));
        }
        schema.forEach(ReferenceSentences::describe);
    }

    /** {@code Refers to an aws.kms.key or aws.kms.alias in the region of this resource.} */
    static String sentence(JsonNode reference) {
        var types = reference.path("type").isString()
                ? List.of(reference.path("type").asString(""))
                : reference
                        .path("type")
                        .valueStream()
                        .map(type -> type.asString(""))
                        .toList();
        var last = types.getLast();
        var named = types.size() == 1 ? last : String.join(", ", types.subList(0, types.size() - 1)) + " or " + last;
        var region = reference.path("sameRegion");
        var account = reference.path("anyAccount").asBoolean(false) ? " of any account" : "";
        var place = region.isString()
                ? " in the region of what `" + region.asString("") + "` names"
                : region.asBoolean(false) ? " in the region of this resource" : "";
        var service = reference.path("assumableBy").asString("");
        return "Refers to an " + named + account + place
                + (service.isEmpty() ? "" : " that " + service + " must be able to assume") + ".";
    }
}
